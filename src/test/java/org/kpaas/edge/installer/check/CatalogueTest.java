package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kpaas.edge.installer.text.Texts;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every check passes, warns or fails, and says "unknown" where it should; and has the words for each of these.
final class CatalogueTest {
    /// Questions about the settings alone are never unknown; the log-in itself fails instead.
    private static final Set<String> NEVER_UNKNOWN = Set.of("VAR-02", "VAR-03", "VAR-05");

    /// Faults of a node that has joined already, of which EDG-15 tells as well.
    private static final Set<String> AFTER_JOINING = Set.of("PORT-10550");

    private static final List<Wording> WORDINGS =
            List.of(new Wording(Texts.of(Texts.KOREAN)), new Wording(Texts.of(Texts.ENGLISH)));

    @TestFactory
    Stream<DynamicTest> everyPlantedFaultIsToldByItsOwnCheckOnlyAndInBothLanguages() {
        return Faults.all().stream()
                .map(
                        fault ->
                                DynamicTest.dynamicTest(
                                        fault.id() + " " + fault.state() + ": " + fault.name(),
                                        () -> assertTold(fault)));
    }

    private static void assertTold(Faults fault) {
        Lab lab = new Lab();
        fault.plant().accept(lab);
        List<Answer> answers = lab.ask();
        assertThat(answers.stream().map(Lab::line)).contains(fault.line());
        if (!fault.state().equals("unknown")) {
            assertThat(answers)
                    .filteredOn(it -> it.rank() < 2)
                    .filteredOn(it -> !isOfJoinedNode(fault, it))
                    .allMatch(it -> it.id().text().equals(fault.id()));
        }
        answers.stream()
                .filter(it -> it.id().text().equals(fault.id()) || it.rank() == 3)
                .forEach(CatalogueTest::assertSayable);
    }

    private static boolean isOfJoinedNode(Faults fault, Answer answer) {
        return AFTER_JOINING.contains(fault.id()) && answer.id().text().equals("EDG-15");
    }

    @Test
    void theAnswersOfAHealthySiteCanBeSaidInBothLanguages() {
        new Lab().ask().forEach(CatalogueTest::assertSayable);
    }

    @Test
    void everyCheckCanPassAndCanComplain() {
        assertThat(ids(complaints())).isEqualTo(ids(Checks.all().stream().map(Check::id)));
    }

    @Test
    void everyCheckCanBeUnknown() {
        Set<String> unknown = new TreeSet<>(NEVER_UNKNOWN);
        Faults.all().stream()
                .filter(it -> it.state().equals("unknown"))
                .forEach(it -> unknown.add(it.id()));
        assertThat(unknown).isEqualTo(ids(Checks.all().stream().map(Check::id)));
    }

    @Test
    void everyCheckHasTheWordsOfItsResultsAndNoOthers() {
        Set<String> states = new HashSet<>();
        Faults.all().forEach(it -> states.add(it.id() + "." + it.state()));
        for (Locale locale : List.of(Texts.KOREAN, Texts.ENGLISH)) {
            Texts texts = Texts.of(locale);
            for (Check check : Checks.all()) {
                String key = "check." + check.id();
                assertThat(List.of("title", "why", "passed", "remedy"))
                        .allMatch(part -> texts.has(key + "." + part), locale + " " + key);
                for (String state : List.of("warned", "failed")) {
                    assertThat(texts.has(key + "." + state))
                            .as(locale + " " + key + "." + state)
                            .isEqualTo(states.contains(check.id() + "." + state));
                }
            }
        }
    }

    private static void assertSayable(Answer answer) {
        for (Wording wording : WORDINGS) {
            assertThat(wording.sentence(answer)).isNotBlank().doesNotContain("{", "''");
            assertThat(wording.remedy(answer).isBlank()).isEqualTo(answer.rank() >= 2);
            assertThat(wording.title(answer.id())).isNotBlank();
            assertThat(wording.why(answer.id())).isNotBlank();
        }
    }

    private static Stream<CheckId> complaints() {
        return Faults.all().stream()
                .filter(it -> !it.state().equals("unknown"))
                .map(it -> new CheckId(it.id()));
    }

    private static Set<String> ids(Stream<CheckId> ids) {
        Set<String> result = new TreeSet<>();
        ids.forEach(id -> result.add(id.text()));
        return result;
    }
}
