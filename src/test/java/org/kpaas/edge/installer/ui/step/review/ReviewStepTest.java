package org.kpaas.edge.installer.ui.step.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.FakeEngine;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.Optional;

final class ReviewStepTest {
    private final FakeEngine engine = new FakeEngine();
    private final WizardContext context = Samples.context(Texts.ENGLISH);
    private final ReviewStep step =
            new ReviewStep(
                    context, new Background(Runnable::run, Runnable::run), session -> engine);

    @BeforeEach
    void theSiteWasLookedAt() {
        context.facts().set(Optional.of(Samples.facts()));
    }

    @Test
    void enteringMakesThePlanAndTheButtonRepeatsNodesAndSite() {
        step.entered();
        agree();

        assertThat(context.plan().get()).contains(engine.plan);
        assertThat(step.complete().get()).isTrue();
        assertThat(step.nextLabel().getValue()).contains("3").contains("site-a");
    }

    @Test
    void thePlanIsKeptWhileSiteAndFactsStayTheSame() {
        step.entered();
        step.entered();

        assertThat(engine.calls).containsExactly("plan");
    }

    @Test
    void newFactsAskForANewPlan() {
        step.entered();
        context.facts().set(Optional.of(Samples.factsTaken(Samples.NOON.plusSeconds(60))));

        assertThat(step.complete().get()).isFalse();
        step.entered();
        assertThat(step.agreed(Impact.Consent.LOCK_OUT)).isFalse();
        agree();
        assertThat(step.complete().get()).isTrue();
        assertThat(engine.calls).containsExactly("plan", "plan");
    }

    @Test
    void deployStaysClosedUntilEverythingIsAgreedToThatReachesBeyondTheNewNodes() {
        step.entered();
        assertThat(step.complete().get()).isFalse();

        step.agree(Impact.Consent.MAINTENANCE_WINDOW, true);
        assertThat(step.complete().get()).isFalse();
        step.agree(Impact.Consent.LOCK_OUT, true);
        assertThat(step.complete().get()).isTrue();
        step.agree(Impact.Consent.LOCK_OUT, false);
        assertThat(step.complete().get()).isFalse();
        step.entered();
        assertThat(engine.calls).containsExactly("plan");
    }

    private void agree() {
        engine.plan.impact().consents().forEach(each -> step.agree(each, true));
    }

    @Test
    void withoutAPlanTheProblemIsShownAndDeployStaysClosed() {
        var problem = Problem.of("plan.no-release");
        engine.problem = Optional.of(new ProblemException(problem));

        step.entered();

        assertThat(step.state().get()).isEqualTo(ReviewStep.State.FAILED);
        assertThat(step.problem().get()).contains(problem);
        assertThat(step.complete().get()).isFalse();
    }

    @Test
    void aPlanThatHasRunIsNotMadeAnewFromOldFacts() {
        step.entered();
        context.result().set(Optional.of(Samples.succeeded()));

        step.entered();

        assertThat(step.alreadyRun()).isTrue();
        assertThat(engine.calls).containsExactly("plan");
    }
}
