package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

@Timeout(60)
final class LookerTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC);

    private static final Path FOLDER = Path.of("/tmp");

    private static Site site(int edges) {
        var nodes = new ArrayList<EdgeNode>();
        for (int i = 1; i <= edges; i++) {
            nodes.add(
                    new EdgeNode(
                            new HostName("cp-edge-" + i),
                            new Ipv4("127.0.1." + i),
                            new Port(2200),
                            "ubuntu",
                            new Credential.Agent(),
                            EdgeNode.Route.DIRECT));
        }
        return Site.of(
                        "field",
                        new Access(
                                "127.0.0.9",
                                Port.SSH,
                                "ubuntu",
                                new Credential.Agent(),
                                Optional.empty()))
                .with(
                        new CloudCore(
                                Exposure.INTERFACE,
                                new Ipv4("127.0.0.50"),
                                new Ipv4("127.0.0.51"),
                                new HostName("cp-master"),
                                new HostName("cp-worker-1")))
                .withEdges(nodes);
    }

    /// Answers by address: an output, or a refusal.
    private static class Machines implements Remote {
        final Map<String, String> outputs = new ConcurrentHashMap<>();
        final Map<String, List<List<String>>> asked = new ConcurrentHashMap<>();
        CountDownLatch allAtOnce = new CountDownLatch(0);

        @Override
        public Host host(Access access) throws RemoteException {
            if (!outputs.containsKey(access.host())) {
                throw new RemoteException(RemoteException.Kind.REFUSED, access.label());
            }
            return new Machine(access, this);
        }

        @Override
        public Readiness readiness(Access access) {
            return new Readiness(Readiness.Key.READY, access.host().equals("127.0.0.9"));
        }

        @Override
        public void close() {}
    }

    private record Machine(Access access, Machines machines) implements Host {
        @Override
        public String fingerprint() {
            return "SHA256:" + access.host();
        }

        @Override
        public Outcome run(Command command) throws InterruptedException {
            machines.asked
                    .computeIfAbsent(access.host(), host -> new ArrayList<>())
                    .add(command.argv());
            machines.allAtOnce.countDown();
            assertThat(machines.allAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
            byte[] output =
                    machines.outputs
                            .getOrDefault(access.host(), "")
                            .getBytes(StandardCharsets.UTF_8);
            return new Outcome(0, output, new byte[0], false, Duration.ZERO);
        }

        @Override
        public Outcome stream(Command command, BiConsumer<Stream, byte[]> output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(String path, byte[] content, int mode) {
            throw new AssertionError("a look writes nothing");
        }

        @Override
        public Tunnel tunnel(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration roundTrip() {
            return Duration.ZERO;
        }

        @Override
        public boolean connected() {
            return true;
        }
    }

    private record Snapshots(Optional<Problem> problem) implements Cluster.Factory {
        @Override
        public Cluster open(Cluster.HostSource controlPlane) throws ProblemException {
            if (problem.isPresent()) {
                throw new ProblemException(problem.get());
            }
            return new Cluster() {
                @Override
                public ClusterSnapshot snapshot() {
                    return new ClusterSnapshot(
                            CLOCK.instant(), "v1.30.4", List.of(), List.of(), List.of());
                }

                @Override
                public ClusterNames names(ClusterNames.Wanted wanted) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public AutoCloseable watch(
                        Consumer<ClusterSnapshot> onChange, Consumer<ProblemException> trouble) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static final Cluster.Factory CLUSTER = new Snapshots(Optional.empty());

    @Test
    void everyHostIsAskedOnceAndAllAtTheSameTime() throws Exception {
        var machines = new Machines();
        machines.outputs.put("127.0.0.9", "checkout.describe=v1.6.0\nfacts.end=yes\n");
        for (int i = 1; i <= 50; i++) {
            machines.outputs.put(
                    "127.0.1." + i,
                    "host.name=cp-edge-" + i + "\ntcp.127.0.0.51:10000=filtered\nfacts.end=yes\n");
        }
        machines.allAtOnce = new CountDownLatch(51);
        List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());
        SiteFacts facts =
                Looker.look(site(50), machines, CLUSTER, CLOCK, FOLDER, it -> done.add(it.id()));

        assertThat(facts.hosts()).hasSize(52).containsKey("laptop");
        assertThat(facts.releaseId()).contains("v1.6.0");
        assertThat(facts.cluster()).isPresent();
        assertThat(facts.unread()).isEmpty();
        assertThat(done).hasSize(52).contains("control-plane", "cluster", "edge-50");
        assertThat(machines.asked.values()).allMatch(it -> it.size() == 1);
        assertThat(machines.asked.get("127.0.1.3"))
                .containsExactly(
                        List.of(
                                "sh",
                                "-s",
                                "--",
                                "edge",
                                "tcp:127.0.0.51:10000",
                                "tcp:127.0.0.51:10002",
                                "link:127.0.0.51:10000",
                                "mtu:127.0.0.51",
                                "https:storage.googleapis.com",
                                "https:registry-1.docker.io",
                                "https:auth.docker.io",
                                "https:registry.k8s.io",
                                "http:ports.ubuntu.com",
                                "ntp:ntp.ubuntu.com",
                                "hub:"));
        assertThat(machines.asked.getOrDefault("127.0.0.9", List.of()).getFirst())
                .contains(
                        "control-plane",
                        "https:raw.githubusercontent.com",
                        "plan:cp-edge-50:127.0.1.50",
                        "ssh:edge-50:ubuntu@127.0.1.50:2200");
        assertThat(facts.laptop())
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.value("host-key.control-plane")).contains("known");
                            assertThat(it.value("key.edge-50")).contains("ready");
                            assertThat(it.value("jump.count")).contains("0");
                            assertThat(it.number("laptop.disk.free.mib")).isPresent();
                        });
        assertThat(facts.reach())
                .filteredOn(it -> it.from().kind() == Subject.Kind.EDGE)
                .hasSize(50)
                .allMatch(it -> it.port() == 10000 && it.result() == Reach.Result.FILTERED);
        assertThat(facts.host(site(50).edgeSubjects().get(4)))
                .hasValueSatisfying(
                        it ->
                                assertThat(it.value(FactKeys.SEEN_HOST_KEY))
                                        .contains("SHA256:127.0.1.5"));
    }

    @Test
    void theChainOfJumpHostsIsOpenedFromOutsideAndToldUpToTheFirstThatDoesNot() throws Exception {
        var machines = new Machines();
        machines.outputs.put("127.0.2.1", "facts.end=yes\n");
        Access outer = access("127.0.2.1", Optional.empty());
        Access middle = access("127.0.2.2", Optional.of(outer));
        Access inner = access("127.0.2.3", Optional.of(middle));
        Site site = Site.of("field", access("127.0.0.9", Optional.of(inner)));
        SiteFacts facts = Looker.look(site, machines, CLUSTER, CLOCK, FOLDER, it -> {});

        HostFacts laptop = facts.laptop().orElseThrow();
        assertThat(laptop.value("jump.count")).contains("3");
        assertThat(laptop.value("jump.1")).contains("ok");
        assertThat(laptop.value("jump.1.label")).contains("ubuntu@127.0.2.1");
        assertThat(laptop.value("jump.2")).contains("refused");
        assertThat(laptop.value("jump.2.label")).contains("ubuntu@127.0.2.2");
        assertThat(laptop.value("jump.3")).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereYetIsJudgedByTheOneAboveIt() throws Exception {
        Path folder = Path.of("/proc/nobody/writes/here");
        SiteFacts facts = Looker.look(site(0), new Machines(), CLUSTER, CLOCK, folder, it -> {});

        assertThat(facts.laptop().orElseThrow().value("laptop.folder")).contains(folder.toString());
        assertThat(facts.laptop().orElseThrow().number("laptop.disk.free.mib")).isPresent();
    }

    private static Access access(String host, Optional<Access> jump) {
        return new Access(host, Port.SSH, "ubuntu", new Credential.Agent(), jump);
    }

    @Test
    void theLaptopTriesCloudcoreItself() throws Exception {
        SiteFacts facts = Looker.look(site(0), new Machines(), CLUSTER, CLOCK, FOLDER, it -> {});
        assertThat(facts.reach())
                .extracting(Reach::to, Reach::port, Reach::result)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "127.0.0.51:10000", 10000, Reach.Result.REFUSED),
                        org.assertj.core.groups.Tuple.tuple(
                                "127.0.0.51:10002", 10002, Reach.Result.REFUSED));
    }

    @Test
    void whatCannotBeReadIsKeptWithItsReasonAndEndsNothing() throws Exception {
        var machines = new Machines();
        machines.outputs.put("127.0.1.1", "host.name=cut\n");
        machines.outputs.put("127.0.1.3", "host.name=cp-edge-3\nfacts.end=yes\n");
        var broken = new Snapshots(Optional.of(Problem.of("cluster.refused")));
        SiteFacts facts = Looker.look(site(3), machines, broken, CLOCK, FOLDER, it -> {});

        assertThat(facts.hosts()).containsOnlyKeys("laptop", "edge-3");
        assertThat(facts.unread()).containsOnlyKeys("control-plane", "edge-1", "edge-2", "cluster");
        assertThat(facts.whyUnread(Subject.CLUSTER)).contains(Problem.of("cluster.refused"));
        assertThat(facts.unread().get("edge-1"))
                .isEqualTo(Problem.of("facts.truncated", "cp-edge-1"));
        assertThat(facts.releaseId()).isEmpty();
    }

    @Test
    void connectingAsksTheControlPlaneOnly() throws Exception {
        var machines = new Machines();
        machines.outputs.put("127.0.0.9", "host.name=cp-master\nfacts.end=yes\n");
        SiteFacts facts = Looker.connect(site(2), machines, CLUSTER, CLOCK);

        assertThat(facts.hosts()).containsOnlyKeys("control-plane");
        assertThat(facts.cluster()).isPresent();
        assertThat(machines.asked).containsOnlyKeys("127.0.0.9");
    }

    @Test
    void connectingToAControlPlaneThatRefusesFails() {
        assertThatThrownBy(() -> Looker.connect(site(0), new Machines(), CLUSTER, CLOCK))
                .isInstanceOf(RemoteException.class);
    }

    @Test
    void cancellingEndsTheLook() throws Exception {
        var machines = new Machines();
        machines.outputs.put("127.0.0.9", "facts.end=yes\n");
        machines.outputs.put("127.0.1.1", "facts.end=yes\n");
        machines.allAtOnce = new CountDownLatch(3); // never reached: somebody is missing
        var cancelled = new AtomicInteger();
        Thread looking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        Looker.look(
                                                site(1), machines, CLUSTER, CLOCK, FOLDER,
                                                it -> {});
                                    } catch (InterruptedException e) {
                                        cancelled.incrementAndGet();
                                    }
                                });
        while (machines.allAtOnce.getCount() > 1) {
            Thread.onSpinWait();
        }
        looking.interrupt();
        assertThat(looking.join(Duration.ofSeconds(10))).isTrue();
        assertThat(cancelled).hasValue(1);
    }
}
