package org.kpaas.edge.installer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.SampleCluster;
import org.kpaas.edge.installer.verify.Stability;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

final class FollowingTest {
    private final BlockingQueue<Verification> states = new LinkedBlockingQueue<>();
    private static final SiteFacts NOTHING =
            new SiteFacts(
                    SampleCluster.NOW,
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    List.of(),
                    Map.of());

    private final List<ProblemException> troubles = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final HandCluster cluster = new HandCluster();
    private Following following;

    @BeforeEach
    void follow() {
        following =
                new Following(
                        SampleCluster.SITE.withEdges(List.of()),
                        Releases.find("v1.6.0").orElseThrow(),
                        clock,
                        cluster -> NOTHING,
                        states::add,
                        troubles::add);
        following.start(cluster);
    }

    @AfterEach
    void stop() throws Exception {
        following.close();
    }

    @Test
    void aGoodStateCountsDownByItselfUntilItIsProven() throws Exception {
        cluster.show(new SampleCluster());
        until(state -> state.toGo().equals(Optional.of(Duration.ofSeconds(60))));
        for (int left = 40; left >= 0; left -= 20) {
            clock.pass(20);
            Optional<Duration> wanted = Optional.of(Duration.ofSeconds(left));
            assertThat(until(state -> state.toGo().equals(wanted)).isProven()).isEqualTo(left == 0);
        }
    }

    @Test
    void anOutageStartsItOver() throws Exception {
        cluster.show(new SampleCluster());
        clock.pass(50);
        until(state -> state.toGo().equals(Optional.of(Duration.ofSeconds(20))));
        cluster.lose();
        assertThat(troubles).hasSize(1);
        clock.pass(20);
        cluster.show(new SampleCluster());
        until(state -> state.toGo().equals(Optional.of(Duration.ofSeconds(60))));
    }

    @Test
    void theHostsAreAskedAnewWhenAnEdgeNodeGetsIntoTrouble() throws Exception {
        BlockingQueue<ClusterSnapshot> asked = new LinkedBlockingQueue<>();
        Site site = SampleCluster.SITE;
        var practice =
                new Site(
                        site.name(),
                        true,
                        site.controlPlane(),
                        site.cloudCore(),
                        site.edges(),
                        site.firewall(),
                        site.ownRows(),
                        site.accepted());
        try (var followed =
                new Following(
                        practice,
                        Releases.find("v1.6.0").orElseThrow(),
                        Clock.systemUTC(),
                        now -> {
                            asked.add(now);
                            return NOTHING;
                        },
                        states::add,
                        troubles::add)) {
            var silent = new HandCluster();
            followed.start(silent);
            silent.show(new SampleCluster());
            assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
            long begun = System.nanoTime();
            silent.show(SampleCluster.withDeviations("gone"));
            assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Stability.Pace.PRACTICE.window());
        }
    }

    @Test
    void whatIsNotGoodIsNeverProven() throws Exception {
        cluster.show(new SampleCluster().serviceAt());
        Verification found = until(state -> true);
        assertThat(found.verdict()).isEqualTo(Verdict.UNHEALTHY);
        assertThat(found.toGo()).isEmpty();
    }

    private Verification until(Predicate<Verification> reached) throws Exception {
        Verification next;
        do {
            next = states.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("a state within 30 s").isNotNull();
        } while (!reached.test(next));
        return next;
    }

    /// A cluster that shows what the test wants.
    private static final class HandCluster implements Cluster {
        private Consumer<ClusterSnapshot> onChange = snapshot -> {};
        private Consumer<ProblemException> trouble = problem -> {};

        void show(SampleCluster sample) {
            onChange.accept(sample.snapshot());
        }

        void lose() {
            trouble.accept(new ProblemException(Problem.of("cluster.lost", "cp", "api", "")));
        }

        @Override
        public ClusterSnapshot snapshot() {
            throw new AssertionError("only watched");
        }

        @Override
        public ClusterNames names(ClusterNames.Wanted wanted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable watch(
                Consumer<ClusterSnapshot> changed, Consumer<ProblemException> troubled) {
            onChange = changed;
            trouble = troubled;
            return () -> {};
        }

        @Override
        public void close() {}
    }

    private static final class HandClock extends Clock {
        private volatile Instant now = SampleCluster.NOW;

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
