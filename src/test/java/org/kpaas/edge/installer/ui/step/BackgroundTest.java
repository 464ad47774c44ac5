package org.kpaas.edge.installer.ui.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(20)
final class BackgroundTest {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final Background background = Background.onVirtualThreads(Runnable::run);

    @Test
    void theResultArrivesOnce() throws InterruptedException {
        background.start(() -> "result", told::add, told::add, () -> told.add("stopped"));

        assertThat(told.take()).isEqualTo("result");
    }

    @Test
    void aProblemArrivesAsItIs() throws InterruptedException {
        var problem = Problem.of("remote.refused", "cp", "", "");

        background.start(
                () -> {
                    throw new ProblemException(problem);
                },
                told::add,
                told::add,
                () -> told.add("stopped"));

        assertThat(told.take()).isEqualTo(problem);
    }

    @Test
    void aMistakeOfTheProgramIsToldToo() throws InterruptedException {
        background.start(
                () -> {
                    throw new IllegalStateException("for the log only");
                },
                told::add,
                told::add,
                () -> told.add("stopped"));

        assertThat(told.take()).isEqualTo(Problem.of("internal", "IllegalStateException"));
    }

    @Test
    void cancellingInterruptsAndTellsOnlyWhenTheCallHasComeToRest() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var running =
                background.start(
                        () -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                told.add("interrupted");
                                mayEnd.await();
                            }
                            return "late result";
                        },
                        told::add,
                        told::add,
                        () -> told.add("stopped"));
        begun.await();

        running.cancel();

        assertThat(told.take()).isEqualTo("interrupted");
        assertThat(told).isEmpty();
        mayEnd.countDown();
        assertThat(told.take()).isEqualTo("stopped");
    }

    @Test
    void workCancelledBeforeItBeginsIsNeverDone() {
        var held = new java.util.ArrayDeque<Runnable>();
        var later = new Background(held::add, Runnable::run);
        var running =
                later.start(
                        () -> told.add("done"), told::add, told::add, () -> told.add("stopped"));

        running.cancel();
        held.remove().run();

        assertThat(told).containsExactly("stopped");
    }
}
