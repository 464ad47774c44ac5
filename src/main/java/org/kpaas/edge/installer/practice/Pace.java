package org.kpaas.edge.installer.practice;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// How fast time goes by at a practice site. Seconds are those of the recorded runs; everything that waits, waits here.
final class Pace implements AutoCloseable {
    private final double speed;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("practice later").factory());

    /// @param speed how much faster than real
    Pace(double speed) {
        this.speed = speed;
    }

    void sleep(double seconds) throws InterruptedException {
        Thread.sleep(real(seconds));
    }

    /// Does something after a while, unless the site is closed by then.
    void after(double seconds, Runnable action) {
        try {
            later.schedule(action, real(seconds).toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // nothing happens any more at a closed site
        }
    }

    Duration real(double seconds) {
        return Duration.ofNanos((long) (seconds / speed * 1e9));
    }

    /// How long something has been going on there that has really taken so long.
    Duration simulated(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() * speed));
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
