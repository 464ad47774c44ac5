package org.kpaas.edge.installer.facts;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Looks at a whole site at once and changes nothing: one script over one SSH session per host, one snapshot of the
/// cluster through the control plane, and the laptop's own attempts to reach CloudCore.
public final class Looker {
    /// How long one host may take, from the start of the script. The script itself leaves out what it could not tell after
    /// 20 s, so that a slow host says something rather than nothing.
    public static final Duration HOST_LIMIT = Duration.ofSeconds(30);

    /// What edge nodes reach CloudCore by: messages, and certificates (T66, T79).
    public static final List<Integer> CLOUDCORE_PORTS = List.of(10000, 10002);

    private Looker() {}

    /// Looks at everything. A host or cluster that cannot be read is in [SiteFacts#unread]; it never ends the look.
    ///
    /// @param folder where the product keeps its files on the laptop
    /// @param done   told after each host and the cluster, on several threads but never two at once
    /// @throws InterruptedException when cancelled; what runs on the hosts is ended
    public static SiteFacts look(
            Site site,
            Remote remote,
            Cluster.Factory clusters,
            Clock clock,
            Path folder,
            Consumer<Subject> done)
            throws InterruptedException {
        Instant now = clock.instant();
        LaptopFacts laptop = LaptopFacts.before(site, remote, folder);
        var gathered = new Gathered(now, done);
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        tasks.add(
                () ->
                        gathered.host(
                                site.controlPlaneSubject(), () -> askControlPlane(site, remote)));
        tasks.add(() -> gathered.cluster(() -> snapshot(site, remote, clusters)));
        tasks.add(() -> gathered.laptop(laptop.jumps(remote)));
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            Subject subject = subjects.get(i);
            tasks.add(() -> gathered.host(subject, () -> askEdge(site, edge, subject, remote)));
        }
        for (LaptopProbe probe : LaptopProbe.of(site)) {
            tasks.add(() -> gathered.reach(probe.attempt()));
        }
        AllAtOnce.run(tasks);
        return gathered.facts(Looker::releaseOf);
    }

    /// Looks at the control plane and the cluster only.
    ///
    /// @throws ProblemException when the control plane cannot be read; a cluster that cannot be read is in
    ///                          [SiteFacts#unread] instead
    public static SiteFacts connect(Site site, Remote remote, Cluster.Factory clusters, Clock clock)
            throws ProblemException, InterruptedException {
        Site alone = site.withEdges(List.of());
        HostFacts controlPlane = askControlPlane(alone, remote);
        var gathered = new Gathered(clock.instant(), subject -> {});
        gathered.host(alone.controlPlaneSubject(), () -> controlPlane);
        gathered.cluster(() -> snapshot(alone, remote, clusters));
        return gathered.facts(Looker::releaseOf);
    }

    /// Looks only at what tells how far each edge node has come, see [Ladder]; tries no connection. What cannot be read is
    /// in [SiteFacts#unread].
    public static SiteFacts states(Site site, Remote remote, Cluster.Factory clusters, Clock clock)
            throws InterruptedException {
        var gathered = new Gathered(clock.instant(), subject -> {});
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        Subject controlPlane = site.controlPlaneSubject();
        tasks.add(
                () ->
                        gathered.host(
                                controlPlane,
                                () -> ask(remote.host(site.controlPlane()), controlPlane)));
        tasks.add(() -> gathered.cluster(() -> snapshot(site, remote, clusters)));
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            Subject subject = subjects.get(i);
            tasks.add(
                    () ->
                            gathered.host(
                                    subject, () -> ask(remote.host(site.accessTo(edge)), subject)));
        }
        AllAtOnce.run(tasks);
        return gathered.facts(Looker::releaseOf);
    }

    /// Looks at the hosts of a running deployment, for its verification: what the cluster itself cannot tell. What cannot
    /// be read is in [SiteFacts#unread].
    ///
    /// @param canary   what every host tries to reach, for instance `tcp:10.233.0.3:53`; empty for nothing
    /// @param suspects host names of edge nodes that try to reach CloudCore too
    public static SiteFacts running(
            Site site, Remote remote, Clock clock, Optional<String> canary, Set<String> suspects)
            throws InterruptedException {
        var gathered = new Gathered(clock.instant(), subject -> {});
        String[] targets = canary.stream().toArray(String[]::new);
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        Subject controlPlane = site.controlPlaneSubject();
        tasks.add(
                () ->
                        gathered.host(
                                controlPlane,
                                () ->
                                        ask(
                                                remote.host(site.controlPlane()),
                                                controlPlane,
                                                targets)));
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            Subject subject = subjects.get(i);
            tasks.add(
                    () ->
                            gathered.host(
                                    subject,
                                    () ->
                                            ask(
                                                    remote.host(site.accessTo(edge)),
                                                    subject,
                                                    suspects.contains(edge.hostName().text())
                                                            ? withCloudCore(site, targets)
                                                            : targets)));
        }
        AllAtOnce.run(tasks);
        return gathered.facts(Looker::releaseOf);
    }

    private static String[] withCloudCore(Site site, String... targets) {
        Stream<String> cloudCore =
                site.cloudCore().stream()
                        .flatMap(
                                it ->
                                        CLOUDCORE_PORTS.stream()
                                                .map(port -> "tcp:" + it.publicVip() + ":" + port));
        return Stream.concat(Stream.of(targets), cloudCore).toArray(String[]::new);
    }

    /// Asks one host over its open connection.
    ///
    /// @param targets what it tries to reach, as the script's arguments have it, for instance `tcp:10.0.0.5:10000`
    /// @throws ProblemException when the connection is lost, the limit passes, or the answer is not whole
    public static HostFacts ask(Host host, Subject subject, String... targets)
            throws ProblemException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add(
                switch (subject.kind()) {
                    case CONTROL_PLANE -> "control-plane";
                    case EDGE -> "edge";
                    default -> "other";
                });
        arguments.addAll(List.of(targets));
        Clock clock = Clock.systemUTC();
        long before = clock.instant().getEpochSecond();
        Outcome outcome =
                host.run(Script.named("facts").with(HOST_LIMIT, arguments.toArray(String[]::new)));
        HostFacts facts = FactsReader.read(subject, outcome.out());
        long after = clock.instant().getEpochSecond();
        return facts.with(
                Map.of(
                        FactKeys.SEEN_HOST_KEY,
                        host.fingerprint(),
                        FactKeys.SEEN_BEFORE,
                        Long.toString(before),
                        FactKeys.SEEN_AFTER,
                        Long.toString(after)));
    }

    /// The release in the checkout of these facts.
    public static Optional<String> releaseOf(HostFacts controlPlane) {
        return new ReleaseDetector(Releases.all()).detect(controlPlane).release().map(Release::id);
    }

    private static HostFacts askControlPlane(Site site, Remote remote)
            throws ProblemException, InterruptedException {
        var targets = new ArrayList<String>();
        internet(Release.Side.CLOUD).forEach(targets::add);
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            targets.add("plan:%s:%s".formatted(edge.hostName(), edge.address()));
            targets.add(
                    "ssh:%s:%s@%s:%s"
                            .formatted(
                                    subjects.get(i).id(),
                                    edge.user(),
                                    edge.address(),
                                    edge.port()));
        }
        return ask(
                remote.host(site.controlPlane()),
                site.controlPlaneSubject(),
                targets.toArray(String[]::new));
    }

    private static HostFacts askEdge(Site site, EdgeNode edge, Subject subject, Remote remote)
            throws ProblemException, InterruptedException {
        var targets = new ArrayList<String>();
        site.cloudCore()
                .map(cloudCore -> cloudCore.publicVip())
                .ifPresent(
                        vip -> {
                            CLOUDCORE_PORTS.forEach(port -> targets.add("tcp:" + vip + ":" + port));
                            targets.add("link:" + vip + ":" + CLOUDCORE_PORTS.getFirst());
                            targets.add("mtu:" + vip);
                        });
        internet(Release.Side.EDGE).forEach(targets::add);
        return ask(remote.host(site.accessTo(edge)), subject, targets.toArray(String[]::new));
    }

    /// What hosts try to reach outside, for every release that we know: which one it is, the control plane tells at the
    /// same time.
    private static Stream<String> internet(Release.Side side) {
        Stream<String> downloads =
                Releases.all().stream()
                        .flatMap(release -> release.egress().stream())
                        .filter(it -> it.side() == side)
                        .map(it -> it.scheme() + ":" + it.host());
        Stream<String> times = Releases.all().stream().map(it -> "ntp:" + it.timeServer());
        Stream<String> hub = side == Release.Side.EDGE ? Stream.of("hub:") : Stream.empty();
        return Stream.of(downloads, times, hub).flatMap(it -> it).distinct();
    }

    private static ClusterSnapshot snapshot(Site site, Remote remote, Cluster.Factory clusters)
            throws ProblemException, InterruptedException {
        try (Cluster cluster = clusters.open(() -> remote.host(site.controlPlane()))) {
            return cluster.snapshot();
        }
    }
}
