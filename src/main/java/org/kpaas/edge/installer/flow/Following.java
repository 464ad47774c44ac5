package org.kpaas.edge.installer.flow;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Stability;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows a deployment until closed: the cluster at each change, the hosts once in every window and when an edge node gets into
/// trouble, and whether a good state lasts. A view that is stale proves nothing, so it starts over after an outage.
final class Following implements AutoCloseable {
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Site site;
    private final Release release;
    private final Stability.Pace pace;
    private final Clock clock;
    private final Look look;
    private final Consumer<Verification> onChange;
    private final Consumer<ProblemException> trouble;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Semaphore due = new Semaphore(0);
    private final Thread hosts = Thread.ofVirtual().name("verify-hosts").unstarted(this::askHosts);
    private final Thread ticks = Thread.ofVirtual().name("verify-ticks").unstarted(this::tick);
    private @Nullable AutoCloseable watch;
    private @Nullable ClusterSnapshot snapshot;
    private Optional<SiteFacts> facts = Optional.empty();
    private Set<String> asked = Set.of();
    private @Nullable Verification last;
    private Stability stability;
    private boolean live;

    /// Asks the hosts of the deployment.
    interface Look {
        SiteFacts take(ClusterSnapshot cluster) throws InterruptedException;
    }

    Following(
            Site site,
            Release release,
            Clock clock,
            Look look,
            Consumer<Verification> onChange,
            Consumer<ProblemException> trouble) {
        this.site = site;
        this.release = release;
        this.pace = site.simulated() ? Stability.Pace.PRACTICE : Stability.Pace.NORMAL;
        this.clock = clock;
        this.look = look;
        this.onChange = onChange;
        this.trouble = trouble;
        this.stability = Stability.none(pace);
    }

    void start(Cluster cluster) {
        watch = cluster.watch(this::changed, this::lost);
        hosts.start();
        ticks.start();
    }

    private synchronized void changed(ClusterSnapshot now) {
        live = true;
        snapshot = now;
        if (!asked.containsAll(HostLook.suspects(site, now))) {
            due.release();
        }
        begun.countDown();
        judge();
    }

    private synchronized void lost(ProblemException problem) {
        live = false;
        stability = Stability.none(pace);
        trouble.accept(problem);
    }

    private synchronized void judge() {
        ClusterSnapshot now = snapshot;
        if (now != null) {
            tell(Verifier.judge(site, release, now, facts));
        }
    }

    private void tell(Verification found) {
        Instant now = clock.instant();
        stability = stability.seen(now, live && found.isGood());
        last = found.with(stability.toGo(now));
        onChange.accept(last);
    }

    private void askHosts() {
        try {
            begun.await();
            while (true) {
                due.drainPermits();
                SiteFacts found = look.take(current());
                synchronized (this) {
                    facts = Optional.of(found);
                    judge();
                }
                Thread.sleep(pace.step());
                due.tryAcquire(pace.window().minus(pace.step()).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ClusterSnapshot current() {
        ClusterSnapshot now = Objects.requireNonNull(snapshot);
        asked = HostLook.suspects(site, now);
        return now;
    }

    /// Counts down while the state is good and not yet proven.
    private void tick() {
        Duration step = pace.step().compareTo(LONGEST_TICK) < 0 ? pace.step() : LONGEST_TICK;
        try {
            while (true) {
                Thread.sleep(step);
                countDown();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void countDown() {
        Verification found = last;
        if (found != null && live && found.isGood() && !found.isProven()) {
            tell(found);
        }
    }

    @Override
    public void close() throws Exception {
        hosts.interrupt();
        ticks.interrupt();
        AutoCloseable opened = watch;
        if (opened != null) {
            opened.close();
        }
    }
}
