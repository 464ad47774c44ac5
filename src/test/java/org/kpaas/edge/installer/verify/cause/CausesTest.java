package org.kpaas.edge.installer.verify.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpaas.edge.installer.check.CheckInfo;
import org.kpaas.edge.installer.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Recorded failures, each with the cause that has to come first; what nobody knows stays unknown.
class CausesTest {
    private static final List<CauseCase> CASES = CauseCase.all();

    static List<CauseCase> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExpectedCauseComesFirst(CauseCase failure) {
        assertThat(
                        Causes.of(failure.evidence()).stream()
                                .map(Cause::id)
                                .findFirst()
                                .orElse("unknown"))
                .as(failure.name())
                .isEqualTo(failure.expected());
    }

    @Test
    void thereAreEnoughOfThem() {
        List<CauseCase> recorded = CASES.stream().filter(CauseCase::recorded).toList();
        assertThat(recorded.stream().filter(failure -> !failure.unknown()))
                .hasSizeGreaterThanOrEqualTo(60);
        assertThat(recorded.stream().filter(CauseCase::unknown)).hasSizeGreaterThanOrEqualTo(5);
    }

    /// A rule that nobody would miss is not tested.
    @Test
    void withoutItsRuleACaseFails() {
        var needless = new ArrayList<String>();
        for (Rule rule : Rules.ALL) {
            List<Rule> others = Rules.ALL.stream().filter(other -> other != rule).toList();
            boolean missed =
                    CASES.stream()
                            .filter(failure -> failure.expected().equals(rule.id()))
                            .anyMatch(failure -> !first(others, failure).equals(rule.id()));
            if (!missed) {
                needless.add(rule.id());
            }
        }
        assertThat(needless).isEmpty();
    }

    private static String first(List<Rule> rules, CauseCase failure) {
        return Causes.with(rules).find(failure.evidence()).stream()
                .map(Cause::id)
                .findFirst()
                .orElse("unknown");
    }

    /// The states of a deployment that people see, each in the order of what it most often comes from.
    @Test
    void everyUnhealthyStateHasACase() {
        Set<String> told =
                CASES.stream()
                        .flatMap(
                                failure ->
                                        Rules.ALL.stream()
                                                .filter(
                                                        rule ->
                                                                rule.id()
                                                                        .equals(
                                                                                failure
                                                                                        .expected())))
                        .flatMap(rule -> rule.rows().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsExactlyInAnyOrderElementsOf(Traps.ROWS);
    }

    @Test
    void everyTrapHasARuleOrAReason() {
        Set<String> ruled =
                Rules.ALL.stream()
                        .flatMap(rule -> rule.traps().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        var all = new TreeSet<>(ruled);
        all.addAll(Traps.NOT_SEEN.keySet());
        assertThat(all).containsExactlyElementsOf(Traps.ALL);
        assertThat(Traps.NOT_SEEN.keySet())
                .as("both a rule and a reason")
                .doesNotContainAnyElementsOf(ruled);
    }

    @Test
    void everyRuleHasItsTextsAndKnowsItsCheck() {
        var ids = new TreeSet<String>();
        for (Rule rule : Rules.ALL) {
            assertThat(ids.add(rule.id())).as(rule.id()).isTrue();
            for (Texts texts : List.of(Texts.of(Texts.ENGLISH), Texts.of(Texts.KOREAN))) {
                assertThat(
                                Stream.of("title", "why", "next")
                                        .map(it -> "cause." + rule.id() + "." + it))
                        .allMatch(texts::has);
            }
            rule.check()
                    .ifPresent(
                            check ->
                                    assertThat(
                                                    CheckInfo.all().stream()
                                                            .map(info -> info.id().toString()))
                                            .as(rule.id())
                                            .contains(check));
        }
    }

    @Test
    void whatProvesItIsShownAndShort() {
        for (CauseCase failure : CASES) {
            for (Cause cause : Causes.of(failure.evidence())) {
                assertThat(cause.evidence())
                        .as(cause.id())
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(5);
                assertThat(cause.evidence()).allMatch(proof -> proof.text().length() <= 301);
            }
        }
    }

    @Test
    void oneFailureHasFewCauses() {
        assertThat(CASES).allMatch(failure -> Causes.of(failure.evidence()).size() <= 4);
    }

    @Test
    void noTokenIsInAProof() {
        var clues =
                new Clues()
                        .task(
                                "cp-edge-2",
                                "cp/edge/keadm_join",
                                "keadm join",
                                "failed",
                                "Error: timed out waiting for the condition --token"
                                        + " 0123456789abcdef.eyJhbGciOi.eyJleHAiOjQx.c3RhbmQtaW4");
        assertThat(Causes.of(clues.evidence()).getFirst().evidence().toString())
                .contains("***")
                .doesNotContain("eyJ");
    }
}
