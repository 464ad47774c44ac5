package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Service;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.plan.Impact.Hardening;
import org.kpaas.edge.installer.plan.Impact.Listing;
import org.kpaas.edge.installer.plan.Impact.Place;
import org.kpaas.edge.installer.plan.Impact.Restart;
import org.kpaas.edge.installer.plan.Impact.Touched;
import org.kpaas.edge.installer.site.Subject;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the impact of a plan in the facts and in what the release says about its tasks.
final class ImpactFinder {
    private static final int SOON_DAYS = 14;

    /// Namespaces of the platform itself; what runs elsewhere is somebody's work.
    private static final Set<String> PLATFORM =
            Set.of(
                    "kube-system",
                    "kube-public",
                    "kube-node-lease",
                    "metallb-system",
                    "ingress-nginx",
                    "kubeedge");

    private static final Set<String> LEFT_ALONE =
            Set.of("default/kubernetes", "kubeedge/cloudcore");

    private final Release release;
    private final SiteFacts facts;
    private final List<Change.RunTask> tasks;

    /// @param tasks those of the run, with their hosts
    ImpactFinder(Release release, SiteFacts facts, List<Change.RunTask> tasks) {
        this.release = release;
        this.facts = facts;
        this.tasks = List.copyOf(tasks);
    }

    /// @param own   what we write ourselves on the control plane
    /// @param hosts the hosts of this run, the control plane first
    Impact find(List<String> own, List<Subject> hosts) {
        return new Impact(
                facts.cluster().isPresent(),
                restarts(),
                services(),
                free("kube.deployments.free")
                        .map(all -> without(all, release.workloads().deployments()))
                        .map(Listing::of),
                production(),
                touched(own),
                hardening(hosts));
    }

    /// A workload with the affinity already is patched with what it has, and does not restart. Where nobody could tell, it
    /// may.
    private List<Restart> restarts() {
        var restarts = new ArrayList<Restart>();
        for (Release.Restart each : release.workloads().restarts()) {
            boolean first =
                    free(each.daemonSet() ? "kube.daemonsets.free" : "kube.deployments.free")
                            .map(all -> all.contains(each.workload()))
                            .orElse(true);
            if (each.always() || first) {
                List<Pod> pods = pods(each);
                int nodes = (int) pods.stream().map(Pod::node).distinct().count();
                restarts.add(new Restart(each.workload(), pods.size(), nodes, each.always()));
            }
        }
        return restarts;
    }

    private List<Pod> pods(Release.Restart each) {
        int slash = each.workload().indexOf('/');
        String namespace = each.workload().substring(0, slash);
        String owner =
                (each.daemonSet() ? "DaemonSet/" : "Deployment/")
                        + each.workload().substring(slash + 1);
        return snapshot(ClusterSnapshot::pods).stream()
                .filter(pod -> pod.namespace().equals(namespace) && pod.owner().equals(owner))
                .toList();
    }

    /// None where EdgeMesh carries them already.
    private Listing services() {
        boolean there =
                snapshot(ClusterSnapshot::pods).stream()
                        .anyMatch(pod -> pod.owner().equals("DaemonSet/edgemesh-agent"));
        return there
                ? Listing.NONE
                : Listing.of(
                        snapshot(ClusterSnapshot::services).stream()
                                .filter(service -> !service.type().equals("ExternalName"))
                                .map(ImpactFinder::name)
                                .filter(name -> !LEFT_ALONE.contains(name))
                                .toList());
    }

    private Listing production() {
        List<Pod> pods =
                snapshot(ClusterSnapshot::pods).stream()
                        .filter(pod -> !PLATFORM.contains(pod.namespace()))
                        .toList();
        Listing namespaces = Listing.of(pods.stream().map(Pod::namespace).toList());
        return new Listing(pods.size(), namespaces.names());
    }

    private List<Touched> touched(List<String> own) {
        var cluster = new LinkedHashSet<String>();
        var controlPlane = new LinkedHashSet<>(own);
        var edges = new LinkedHashSet<String>();
        var touched = new ArrayList<Touched>();
        List<String> edgeNames = List.of();
        List<String> controlPlaneName = List.of();
        for (Change.RunTask task : tasks) {
            boolean onEdges = task.on().equals(Subject.SITE);
            if (onEdges) {
                edgeNames = task.hosts();
            } else {
                controlPlaneName = task.hosts();
            }
            for (String each : release.touches(task.what().orElse(""))) {
                boolean file = each.startsWith("/") || each.startsWith("~");
                Set<String> where = !file ? cluster : onEdges ? edges : controlPlane;
                where.add(each);
            }
        }
        touched.add(new Touched(Place.CONTROL_PLANE, controlPlaneName, List.copyOf(controlPlane)));
        touched.add(new Touched(Place.EDGES, edgeNames, List.copyOf(edges)));
        touched.add(new Touched(Place.CLUSTER, List.of(), List.copyOf(cluster)));
        return touched;
    }

    private List<Hardening> hardening(List<Subject> hosts) {
        return hosts.stream().map(this::hardening).toList();
    }

    private Hardening hardening(Subject on) {
        Optional<HostFacts> host = facts.host(on);
        boolean controlPlane = on.kind() == Subject.Kind.CONTROL_PLANE;
        String program =
                controlPlane ? "amd64" : host.flatMap(it -> it.value("dpkg.arch")).orElse("arm64");
        Optional<String> sum =
                facts.controlPlane()
                        .flatMap(it -> it.value("security." + program))
                        .filter(text -> text.matches("[0-9a-f]{64}"));
        LocalDate today = LocalDate.ofInstant(facts.taken(), ZoneOffset.UTC);
        Optional<LocalDate> end =
                host.flatMap(it -> it.number(FactKeys.PASSWORD_CHANGED))
                        .filter(day -> day >= 0 && day < 100_000)
                        .map(day -> LocalDate.ofEpochDay(day).plusDays(Ladder.HARDENED_DAYS));
        return new Hardening(
                on,
                program,
                sum,
                sum.map(release.hardening()::contains).orElse(false),
                end,
                end.map(day -> !day.isAfter(today)).orElse(false),
                end.map(day -> day.isBefore(today.plusDays(SOON_DAYS + 1L))).orElse(true));
    }

    /// `namespace/name` of workloads that nothing keeps off edges.
    private Optional<List<String>> free(String key) {
        return facts.controlPlane()
                .flatMap(it -> it.value(key))
                .map(text -> Arrays.asList(text.split(" ", -1)))
                .map(names -> names.stream().filter(it -> it.contains("/")).toList());
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(it -> !some.contains(it)).toList();
    }

    private <T> List<T> snapshot(java.util.function.Function<ClusterSnapshot, List<T>> part) {
        return facts.cluster().map(part).orElse(List.of());
    }

    private static String name(Service service) {
        return service.namespace() + "/" + service.name();
    }
}
