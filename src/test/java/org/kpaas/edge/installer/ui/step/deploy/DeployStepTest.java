package org.kpaas.edge.installer.ui.step.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.FakeEngine;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(20)
final class DeployStepTest {
    private final FakeEngine engine = new FakeEngine();
    private final WizardContext context = Samples.context(Texts.ENGLISH);
    private final DeployStep step =
            new DeployStep(
                    context,
                    new Background(Runnable::run, Runnable::run),
                    session -> engine,
                    Clock.systemUTC());
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final DeployStep slow =
            new DeployStep(
                    context,
                    Background.onVirtualThreads(fx::add),
                    session -> engine,
                    Clock.systemUTC());

    @BeforeEach
    void thereIsAPlan() {
        context.plan().set(Optional.of(Samples.plan()));
    }

    @Test
    void enteringWithAPlanStartsItAndASuccessOpensVerify() {
        engine.events = List.of(new Event.Line(Samples.NOON, 0, "PLAY [cloudcore_node] ***"));

        step.entered();

        assertThat(engine.calls).containsExactly("deploy " + Samples.PLAN_ID);
        assertThat(step.state().get()).isEqualTo(DeployStep.State.SUCCEEDED);
        assertThat(step.complete().get()).isTrue();
        assertThat(step.run().get().log().all()).hasSize(1);
    }

    @Test
    void comingBackNeverStartsTheSamePlanAgain() {
        step.entered();
        step.left();
        step.entered();

        assertThat(engine.calls).hasSize(1);
    }

    @Test
    void aNewPlanStartsANewRun() {
        step.entered();
        context.plan().set(Optional.of(Samples.plan("ffffffffffff")));
        step.entered();

        assertThat(engine.calls)
                .containsExactly("deploy " + Samples.PLAN_ID, "deploy ffffffffffff");
    }

    @Test
    void aFailedRunShowsItsProblemAndMayBeVerifiedStill() {
        var problem = Problem.of("run.failed", "keadm join");
        engine.result = Samples.failedBecause(problem);

        step.entered();

        assertThat(step.state().get()).isEqualTo(DeployStep.State.FAILED);
        assertThat(step.problem().get()).contains(problem);
        assertThat(step.attention().get()).isTrue();
        assertThat(step.complete().get()).isTrue();
    }

    @Test
    void aRunThatCouldNotBeStartedCanBeStartedAgain() {
        engine.problem = Optional.of(new ProblemException(Problem.of("remote.lost", "cp", "", "")));
        step.entered();
        assertThat(step.complete().get()).isFalse();

        engine.problem = Optional.empty();
        step.startAgain();

        assertThat(step.state().get()).isEqualTo(DeployStep.State.SUCCEEDED);
    }

    @Test
    void attachingFollowsARunInsteadOfStartingThePlan() {
        context.facts().set(Optional.of(Samples.facts()));
        step.attachTo("abcdefabcdef");

        step.entered();

        assertThat(engine.calls).containsExactly("attach abcdefabcdef");
        assertThat(step.run().get().grid().rows()).hasSize(3);
        assertThat(step.run().get().phases()).isNotEmpty();
    }

    @Test
    void lettingGoLeavesTheJobAloneAndItCanBeWatchedAgain() throws InterruptedException {
        engine.gate = new CountDownLatch(1);
        slow.entered();
        awaitCall();

        slow.letGo();
        assertThat(slow.state().get()).isEqualTo(DeployStep.State.LETTING_GO);
        fx.take().run();

        assertThat(slow.state().get()).isEqualTo(DeployStep.State.NOT_WATCHING);
        assertThat(engine.cancelled).isEmpty();
        assertThat(slow.complete().get()).isFalse();
        engine.gate = new CountDownLatch(0);
        slow.attachAgain();
        fx.take().run();
        assertThat(slow.state().get()).isEqualTo(DeployStep.State.SUCCEEDED);
        assertThat(engine.calls).last().isEqualTo("attach " + Samples.PLAN_ID);
    }

    @Test
    void closingTheWizardEndsTheWatchingButNotTheJob() throws InterruptedException {
        engine.gate = new CountDownLatch(1);
        slow.entered();
        awaitCall();

        slow.closed();
        fx.take().run();

        assertThat(slow.state().get()).isEqualTo(DeployStep.State.NOT_WATCHING);
        assertThat(engine.cancelled).isEmpty();
    }

    @Test
    void stoppingTheJobIsOverOnlyWhenItsResultArrives() throws InterruptedException {
        engine.gate = new CountDownLatch(1);
        engine.result = Samples.failedBecause(Problem.of("run.stopped", "cp-master"));
        slow.entered();
        awaitCall();

        slow.stopJob();

        assertThat(engine.cancelled.take()).isEqualTo(Samples.PLAN_ID);
        fx.take().run();
        assertThat(slow.state().get()).isEqualTo(DeployStep.State.STOPPING);
        engine.gate.countDown();
        fx.take().run();
        assertThat(slow.state().get()).isEqualTo(DeployStep.State.FAILED);
    }

    @Test
    void aStopThatDoesNotWorkSaysSoAndGoesOnWatching() throws InterruptedException {
        engine.gate = new CountDownLatch(1);
        slow.entered();
        awaitCall();
        var problem = Problem.of("remote.lost", "cp", "", "");
        engine.problem = Optional.of(new ProblemException(problem));

        slow.stopJob();
        fx.take().run();

        assertThat(slow.state().get()).isEqualTo(DeployStep.State.RUNNING);
        assertThat(slow.problem().get()).contains(problem);
        engine.gate.countDown();
    }

    private void awaitCall() throws InterruptedException {
        engine.started.await();
    }
}
