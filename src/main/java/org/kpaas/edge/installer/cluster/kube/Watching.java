package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.client.Watch;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows the cluster until closed: lists, watches, reads the details again every ten seconds, and starts over when a
/// watch ends, over a new connection when the old one is lost.
final class Watching implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration DETAILS = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ApiLinks links;
    private final Consumer<ClusterSnapshot> onChange;
    private final Consumer<ProblemException> trouble;
    private final Consumer<Watching> onClose;
    private final Thread thread = Thread.ofVirtual().name("cluster-watch").unstarted(this::run);
    private Duration pause = FIRST_PAUSE;
    private boolean told;

    Watching(
            ApiLinks links,
            Consumer<ClusterSnapshot> onChange,
            Consumer<ProblemException> trouble,
            Consumer<Watching> onClose) {
        this.links = links;
        this.onChange = onChange;
        this.trouble = trouble;
        this.onClose = onClose;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        onClose.accept(this);
    }

    private void run() {
        try {
            while (true) {
                try {
                    follow(links.get());
                } catch (ProblemException e) {
                    tell(e);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Once per outage; the next snapshot says that it is over.
    private void tell(ProblemException problem) {
        if (!told) {
            told = true;
            trouble.accept(problem);
        } else {
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    /// Returns when a watch has ended and the list has to be read again.
    private void follow(ApiLink link) throws ProblemException, InterruptedException {
        try {
            ClusterState state = ClusterState.list(link);
            var changes = new Changes();
            List<Watch> watches = state.watch(changes);
            try {
                deliver(state.snapshot());
                Instant read = Instant.now();
                while (changes.apply(Duration.between(Instant.now(), read.plus(DETAILS)))) {
                    if (!Instant.now().isBefore(read.plus(DETAILS))) {
                        state.readDetails();
                        read = Instant.now();
                    }
                    deliver(state.snapshot());
                    Thread.sleep(PACE);
                }
            } finally {
                watches.forEach(Watch::close);
            }
        } catch (ProblemException e) {
            links.drop(link);
            throw e;
        }
    }

    private void deliver(ClusterSnapshot now) {
        told = false;
        pause = FIRST_PAUSE;
        onChange.accept(now);
    }

    /// Brings the changes from the watches' threads to ours.
    private static final class Changes implements ClusterState.Sink {
        private static final Runnable END = () -> {};

        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

        @Override
        public void changed(Runnable change) {
            waiting.add(change);
        }

        @Override
        public void ended() {
            waiting.add(END);
        }

        /// Waits for a change and applies all that are there.
        ///
        /// @param limit how long to wait; none may have come then
        /// @return false when a watch has ended
        boolean apply(Duration limit) throws InterruptedException {
            Runnable next = waiting.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            while (next != null) {
                if (next == END) {
                    return false;
                }
                next.run();
                next = waiting.poll();
            }
            return true;
        }
    }
}
