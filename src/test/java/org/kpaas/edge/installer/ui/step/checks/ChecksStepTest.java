package org.kpaas.edge.installer.ui.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.FakeEngine;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(20)
final class ChecksStepTest {
    private final FakeEngine engine = new FakeEngine();
    private final WizardContext context = Samples.context(Texts.ENGLISH);
    private final ChecksStep step =
            new ChecksStep(
                    context, new Background(Runnable::run, Runnable::run), session -> engine);

    @Test
    void enteringLooksAtEveryHostAndAsksAllChecks() {
        assertThat(step.complete().get()).isFalse();

        step.entered();

        assertThat(engine.calls).containsExactly("look", "probe", "check");
        assertThat(step.state().get()).isEqualTo(ChecksStep.State.DONE);
        assertThat(context.facts().get()).contains(engine.facts);
        assertThat(context.answers().get()).isEqualTo(engine.answers);
        assertThat(step.complete().get()).isTrue();
    }

    @Test
    void comingBackDoesNotLookAgainWhileTheSiteIsTheSame() {
        step.entered();
        step.left();
        step.entered();

        assertThat(engine.calls).containsExactly("look", "probe", "check");
    }

    @Test
    void anotherNodeMakesTheResultsOldAndTheStepIncomplete() {
        step.entered();

        context.site().set(Optional.of(Samples.site(4)));

        assertThat(step.complete().get()).isFalse();
        step.entered();
        assertThat(engine.calls)
                .containsExactly("look", "probe", "check", "look", "probe", "check");
        assertThat(engine.site().edges()).hasSize(4);
    }

    @Test
    void afterAFailedDeploymentTheHostsAreLookedAtAgain() {
        step.entered();
        context.result()
                .set(Optional.of(Samples.failedBecause(Problem.of("run.failed", "keadm join"))));
        step.entered();

        assertThat(engine.calls).hasSize(6);
    }

    @Test
    void aFailedCheckKeepsTheStepIncomplete() {
        engine.answers =
                List.of(Samples.failed("EDG-01", Samples.edgeSubject(1), "armhf", "arm64"));

        step.entered();

        assertThat(step.complete().get()).isFalse();
        assertThat(step.attention().get()).isTrue();
    }

    @Test
    void aWarningHoldsUntilItIsAcceptedWithAReason() {
        engine.answers = List.of(Samples.warned("ANS-01", Samples.edgeSubject(2), "2.14", "2.16"));
        step.entered();
        CheckRow row = step.rows().getFirst();

        assertThat(step.accept(row, "   ")).isFalse();
        assertThat(step.complete().get()).isFalse();
        assertThat(step.accept(row, " lab machine ")).isTrue();

        assertThat(step.complete().get()).isTrue();
        assertThat(context.site().get().map(Site::accepted))
                .contains(
                        List.of(
                                new AcceptedWarning(
                                        "ANS-01",
                                        "edge-2",
                                        "lab machine",
                                        AcceptedWarning.State.WARNED)));
        step.withdraw(step.rows().getFirst());
        assertThat(step.complete().get()).isFalse();
    }

    @Test
    void whatCouldNotBeReadOrAskedIsShownButDoesNotBlock() {
        engine.answers =
                List.of(
                        new Answer(
                                new CheckId("EDG-01"),
                                new CheckResult.Unknown(Samples.edgeSubject(1), "host-unread")),
                        new Answer(
                                new CheckId("EDG-02"),
                                new CheckResult.NotAsked(
                                        Samples.edgeSubject(1), new CheckId("EDG-01"))));
        step.entered();

        assertThat(step.complete().get()).isTrue();
        assertThat(shownIds()).containsExactly("EDG-01");
        step.everything().set(true);
        assertThat(shownIds()).containsExactly("EDG-01", "EDG-02");
    }

    @Test
    void theWorstHostComesFirstAndWithinItTheWorstResult() {
        engine.answers =
                List.of(
                        Samples.warned("ANS-01", Samples.edgeSubject(1), "2.14", "2.16"),
                        Samples.passed("EDG-01", Samples.edgeSubject(2), "arm64"),
                        Samples.warned("EDG-04", Samples.edgeSubject(2), "a", "b"),
                        Samples.failed("EDG-02", Samples.edgeSubject(2), "c", "d"));
        step.entered();

        assertThat(step.groups())
                .extracting(group -> group.subject().id())
                .containsExactly("edge-2", "edge-1");
        assertThat(step.groups().getFirst().passed()).isEqualTo(1);
        assertThat(step.groups().getFirst().blocking()).isEqualTo(2);
        assertThat(shownIds()).containsExactly("EDG-02", "EDG-04", "ANS-01");
    }

    @Test
    void cancellingSaysStoppingUntilTheHostsHaveComeToRest() throws InterruptedException {
        BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
        var slow = new ChecksStep(context, Background.onVirtualThreads(fx::add), session -> engine);
        engine.gate = new CountDownLatch(1);
        slow.entered();
        fx.take().run();
        assertThat(slow.progress().seen()).isEqualTo(1);
        assertThat(slow.progress().share().get()).isEqualTo(0.2);

        slow.cancel();

        assertThat(slow.state().get()).isEqualTo(ChecksStep.State.STOPPING);
        fx.take().run();
        assertThat(slow.state().get()).isEqualTo(ChecksStep.State.STOPPED);
        assertThat(context.answers().get()).isEmpty();
    }

    @Test
    void withoutAConnectionNothingStarts() {
        context.session().set(Optional.empty());

        step.entered();

        assertThat(step.state().get()).isEqualTo(ChecksStep.State.IDLE);
    }

    @Test
    void aSuccessfulDeploymentDoesNotAskForNewChecks() {
        step.entered();
        Event.RunResult done = Samples.succeeded();
        context.result().set(Optional.of(done));

        step.entered();

        assertThat(engine.calls).containsExactly("look", "probe", "check");
    }

    private List<String> shownIds() {
        return step.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(row -> row.answer().id().text())
                .toList();
    }
}
