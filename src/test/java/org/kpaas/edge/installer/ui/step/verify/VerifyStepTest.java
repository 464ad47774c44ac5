package org.kpaas.edge.installer.ui.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.FakeEngine;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(20)
final class VerifyStepTest {
    private static final Problem LOST = Problem.of("remote.lost", "cp-master", "", "");
    private final FakeEngine engine = new FakeEngine();
    private final WizardContext context = Samples.context(Texts.ENGLISH);
    private final VerifyStep step =
            new VerifyStep(
                    context, new Background(Runnable::run, Runnable::run), session -> engine);

    @Test
    void enteringShowsTheStateAndEveryChange() {
        step.entered();

        assertThat(step.state().get()).isEqualTo(VerifyStep.State.LIVE);
        assertThat(context.verification().get()).contains(engine.verification);
        var later = Samples.healthy();
        engine.onChange.accept(later);
        assertThat(context.verification().get()).containsSame(later);
    }

    @Test
    void troubleMakesTheViewStaleUntilTheNextState() {
        step.entered();
        engine.trouble.accept(new ProblemException(LOST));

        assertThat(step.state().get()).isEqualTo(VerifyStep.State.STALE);
        assertThat(step.problem().get()).contains(LOST);
        assertThat(step.verification().get()).isPresent();

        engine.onChange.accept(Samples.healthy());
        assertThat(step.state().get()).isEqualTo(VerifyStep.State.LIVE);
        assertThat(step.problem().get()).isEmpty();
    }

    @Test
    void leavingClosesTheWatchAndWhatItStillSaysIsNotHeard() {
        step.entered();
        var before = context.verification().get();

        step.left();
        engine.onChange.accept(Samples.healthy());

        assertThat(engine.watchClosed).isTrue();
        assertThat(context.verification().get()).isEqualTo(before);
        assertThat(step.state().get()).isEqualTo(VerifyStep.State.IDLE);
    }

    @Test
    void whatCannotBeOpenedCanBeTriedAgain() {
        engine.problem = Optional.of(new ProblemException(LOST));
        step.entered();
        assertThat(step.state().get()).isEqualTo(VerifyStep.State.FAILED);

        engine.problem = Optional.empty();
        step.tryAgain();

        assertThat(step.state().get()).isEqualTo(VerifyStep.State.LIVE);
    }

    @Test
    void theReportHasTheNamesThatWereLookedFor() {
        step.entered();
        assertThat(report().names()).isEmpty();
        step.names().cluster();
        assertThat(report().names()).contains(Samples.names());
    }

    private Report report() {
        return step.report(Samples.NOON, ZoneOffset.UTC).orElseThrow();
    }

    @Test
    void leavingBeforeItIsOpenLeavesNoWatchBehind() throws InterruptedException {
        BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
        var slow = new VerifyStep(context, Background.onVirtualThreads(fx::add), session -> engine);
        engine.gate = new CountDownLatch(1);
        slow.entered();

        slow.left();
        fx.take().run();

        assertThat(slow.state().get()).isEqualTo(VerifyStep.State.IDLE);
    }
}
