package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

final class AcceptanceTest {
    private static final Subject EDGE = new Subject(Subject.Kind.EDGE, "edge-1", "cp-edge-1");
    private static final Answer WARNING =
            answer("EDG-02", new CheckResult.Warned(EDGE, "Debian 12", "Ubuntu"));
    private static final Answer DAMAGE =
            answer("EDG-01", new CheckResult.Failed(EDGE, "amd64", "arm64"));
    private static final Answer HARMLESS =
            answer("EDG-26", new CheckResult.Failed(EDGE, "filtered", "open"));
    private static final Answer PASS = answer("EDG-02", new CheckResult.Passed(EDGE, "Ubuntu"));

    private final Site site = new Lab().site();

    @Test
    void warningsAndHarmlessFailuresCanBeAcceptedOtherFailuresNever() {
        assertThat(Acceptance.possible(WARNING)).isTrue();
        assertThat(Acceptance.possible(HARMLESS)).isTrue();
        assertThat(Acceptance.possible(DAMAGE)).isFalse();
        assertThat(Acceptance.possible(PASS)).isFalse();
        assertThatThrownBy(() -> Acceptance.accept(site, DAMAGE, "never mind"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EDG-01");
    }

    @Test
    void anAcceptedResultNoLongerBlocksUntilTheDecisionIsTakenBack() {
        for (Answer answer : new Answer[] {WARNING, HARMLESS}) {
            assertThat(Acceptance.blocks(answer, site)).isTrue();
            Site accepted = Acceptance.accept(site, answer, "lab board");
            assertThat(Acceptance.blocks(answer, accepted)).isFalse();
            assertThat(Acceptance.blocks(answer, Acceptance.withdraw(accepted, answer))).isTrue();
        }
        assertThat(Acceptance.blocks(PASS, site)).isFalse();
    }

    @Test
    void aDecisionAboutAWarningDoesNotCoverAFailureThatDoesDamage() {
        Site decided =
                Acceptance.decide(
                        site,
                        new AcceptedWarning(
                                "EDG-01", "edge-1", "never mind", AcceptedWarning.State.FAILED));
        assertThat(Acceptance.of(DAMAGE, decided)).isEmpty();
        assertThat(Acceptance.blocks(DAMAGE, decided)).isTrue();
    }

    @Test
    void aDecisionAboutAWarningDoesNotCoverAFailureOfTheSameCheck() {
        Answer warning = answer("EDG-26", new CheckResult.Warned(EDGE, "slow", "open"));
        Site warned = Acceptance.accept(site, warning, "lab line");
        assertThat(Acceptance.blocks(warning, warned)).isFalse();
        assertThat(Acceptance.blocks(HARMLESS, warned)).isTrue();

        Site failed = Acceptance.accept(warned, HARMLESS, "no Internet here");
        assertThat(Acceptance.blocks(HARMLESS, failed)).isFalse();
        assertThat(Acceptance.blocks(warning, failed)).isFalse();
    }

    @Test
    void aNewReasonTakesThePlaceOfTheOldOne() {
        Site twice = Acceptance.accept(Acceptance.accept(site, WARNING, "old"), WARNING, "  new  ");
        assertThat(twice.accepted())
                .containsExactly(
                        new AcceptedWarning(
                                "EDG-02", "edge-1", "new", AcceptedWarning.State.WARNED));
    }

    private static Answer answer(String id, CheckResult result) {
        return new Answer(new CheckId(id), result);
    }
}
