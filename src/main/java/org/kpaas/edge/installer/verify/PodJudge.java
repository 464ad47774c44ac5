package org.kpaas.edge.installer.verify;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.verify.Expectation.Workload;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Ages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Judges each pod of `kube-system`, `kubeedge` and `metallb-system`, the missing ones included.
final class PodJudge {
    private static final int CLOUDCORE_RESTARTS = 1;
    private static final String CLOUDCORE = Expectation.KUBEEDGE + "/cloudcore";

    private final ClusterSnapshot cluster;
    private final Expectation expected;
    private final Set<String> edges;
    private final Set<String> cloud = new HashSet<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, List<Pod>> pods = new LinkedHashMap<>();

    PodJudge(ClusterSnapshot cluster, Expectation expected) {
        this.cluster = cluster;
        this.expected = expected;
        edges = new HashSet<>(expected.edges());
        expected.cloud().forEach(node -> cloud.add(node.name()));
        cluster.nodes().forEach(node -> nodes.put(node.name(), node));
        expected.workloads().forEach(workload -> workloads.put(workload.id(), workload));
        workloads.keySet().forEach(id -> pods.put(id, new ArrayList<>()));
        Stream.of(Expectation.SYSTEM, Expectation.KUBEEDGE, Expectation.METALLB)
                .flatMap(namespace -> cluster.podsIn(namespace).stream())
                .sorted(Comparator.comparing(Pod::name))
                .forEach(
                        pod ->
                                pods.computeIfAbsent(workload(pod), id -> new ArrayList<>())
                                        .add(pod));
    }

    /// @param pods   one row per pod, the missing ones included: those of expected workloads first, in their order, then
    ///               those of others
    /// @param counts the arithmetic of the expected workloads
    /// @param rows   everything that was judged
    record Judged(List<PodRow> pods, List<Count> counts, List<Row> rows) {}

    Judged judge() {
        var all = new ArrayList<PodRow>();
        var counts = new ArrayList<Count>();
        var rows = new ArrayList<Row>();
        pods.forEach(
                (id, members) -> {
                    var found = new Findings();
                    for (Pod pod : members) {
                        all.add(row(id, Optional.of(pod), found.judge(pod, workloads.get(id))));
                    }
                    Workload workload = workloads.get(id);
                    if (workload == null) {
                        rows.addAll(found.rows(id, Optional.empty()));
                    } else {
                        for (Judgement missing : missing(workload, members)) {
                            all.add(row(id, Optional.empty(), missing));
                            found.add(RowId.POD, "", missing);
                        }
                        spread(workload, members)
                                .ifPresent(it -> found.add(RowId.POD_SPREAD, "", it));
                        Count count = count(workload, members, found);
                        counts.add(count);
                        rows.addAll(found.rows(id, Optional.of(count)));
                    }
                });
        return new Judged(all, counts, rows);
    }

    /// What the pods of one workload gave: of each id the first of the worst.
    private final class Findings {
        private final Map<RowId, Judgement> worst = new EnumMap<>(RowId.class);
        private final Map<RowId, String> objects = new EnumMap<>(RowId.class);

        void add(RowId id, String object, Judgement judgement) {
            Judgement before = worst.get(id);
            if (before == null || judgement.verdict().compareTo(before.verdict()) > 0) {
                worst.put(id, judgement);
                objects.put(id, object);
            }
        }

        /// @return the pod's own worst
        Judgement judge(Pod pod, @Nullable Workload workload) {
            Map<RowId, Judgement> own = PodJudge.this.judge(pod, workload);
            own.forEach((id, judgement) -> add(id, pod.name(), judgement));
            return Judgement.worst(own.values());
        }

        Verdict verdict(RowId id) {
            return worst.getOrDefault(id, Judgement.HEALTHY).verdict();
        }

        List<Row> rows(String workload, Optional<Count> count) {
            count.ifPresent(it -> worst.putIfAbsent(RowId.POD, Judgement.HEALTHY));
            return worst.entrySet().stream()
                    .map(
                            entry ->
                                    row(
                                            entry.getKey(),
                                            workload,
                                            entry.getValue(),
                                            entry.getKey() == RowId.POD ? count : Optional.empty()))
                    .toList();
        }

        private Row row(RowId id, String workload, Judgement judgement, Optional<Count> count) {
            return Row.of(
                    id,
                    workload,
                    objects.getOrDefault(id, ""),
                    count.map(it -> Integer.toString(it.found())).orElse(judgement.found()),
                    count.map(Count::equation).orElse(judgement.wanted()),
                    judgement);
        }
    }

    /// Counts the pods that work where they belong.
    private Count count(Workload workload, List<Pod> members, Findings findings) {
        var places = new HashSet<>(workload.nodes());
        int found =
                (int)
                        members.stream()
                                .filter(Pod::isReady)
                                .filter(pod -> places.isEmpty() || places.contains(pod.node()))
                                .count();
        Verdict verdict = findings.verdict(RowId.POD);
        if (verdict == Verdict.HEALTHY && found > workload.wanted() && !workload.atLeast()) {
            verdict = Verdict.KNOWN;
            findings.add(
                    RowId.POD,
                    "",
                    Judgement.known("more", Integer.toString(found), workload.equation()));
        }
        return new Count(
                workload.id(),
                found,
                workload.wanted(),
                workload.atLeast(),
                workload.equation(),
                verdict);
    }

    /// Two replicas on one node, or on one that was not chosen, do not survive what they should (T38).
    private Optional<Judgement> spread(Workload workload, List<Pod> members) {
        if (!workload.id().equals(CLOUDCORE) || expected.cloudCoreNodes().isEmpty()) {
            return Optional.empty();
        }
        List<String> places =
                members.stream().filter(Pod::isReady).map(Pod::node).sorted().toList();
        String found = String.join(", ", places);
        String wanted = String.join(", ", expected.cloudCoreNodes());
        boolean right =
                expected.cloudCoreNodes().containsAll(places)
                        && places.stream().distinct().count() == places.size();
        return Optional.of(
                right
                        ? Judgement.healthy(found, wanted)
                        : Judgement.bad("cloudcore-spread", found, wanted));
    }

    /// `kube-system/kube-apiserver` for a pod that the node itself runs, else the owner's name.
    private static String workload(Pod pod) {
        String kind = pod.owner().substring(0, Math.max(0, pod.owner().indexOf('/')));
        String owner = pod.owner().substring(pod.owner().indexOf('/') + 1);
        boolean isStatic = kind.equals("Node") && pod.name().endsWith("-" + owner);
        String name =
                isStatic
                        ? pod.name().substring(0, pod.name().length() - owner.length() - 1)
                        : owner.isEmpty() ? pod.name() : owner;
        return pod.namespace() + "/" + name;
    }

    private static PodRow row(String id, Optional<Pod> pod, Judgement judgement) {
        return new PodRow(
                id,
                pod,
                judgement.verdict(),
                judgement.reason(),
                judgement.found(),
                judgement.wanted(),
                Optional.empty());
    }

    private Map<RowId, Judgement> judge(Pod pod, @Nullable Workload workload) {
        var own = new EnumMap<RowId, Judgement>(RowId.class);
        RowId state = workload == null ? RowId.POD_OTHER : RowId.POD;
        if (isStray(pod)) {
            own.put(state, Judgement.known("nodelocaldns-edge", place(pod), ""));
            return own;
        }
        boolean mayBeThere = workload == null ? !isSystem(pod) : workload.onEdge();
        if (!mayBeThere) {
            boolean strayed = edges.contains(pod.node());
            own.put(
                    RowId.POD_EDGE,
                    strayed ? Judgement.bad("on-edge", pod.node(), "") : Judgement.HEALTHY);
            if (strayed) {
                return own;
            }
        }
        own.put(state, state(pod));
        if (workload != null && own.get(state) == Judgement.HEALTHY) {
            own.putAll(details(pod, workload));
        }
        return own;
    }

    /// KubeEdge's own may be on any node.
    private static boolean isSystem(Pod pod) {
        return !pod.namespace().equals(Expectation.KUBEEDGE);
    }

    /// The release never keeps `nodelocaldns` off edge nodes, where it cannot work (T35).
    private boolean isStray(Pod pod) {
        return workload(pod).equals(Expectation.SYSTEM + "/" + Expectation.NODE_LOCAL_DNS)
                && !cloud.contains(pod.node())
                && !edges.isEmpty();
    }

    private static String place(Pod pod) {
        return pod.node().isEmpty() ? pod.name() : pod.node();
    }

    private Judgement state(Pod pod) {
        if (pod.isReady() || pod.status().equals("Completed")) {
            return Judgement.HEALTHY;
        }
        String found = pod.message().isEmpty() ? pod.status() : pod.message();
        return switch (pod.status()) {
            case "ImagePullBackOff", "ErrImagePull", "InvalidImageName" ->
                    Judgement.bad("image", found, "Running");
            case "CrashLoopBackOff", "Error", "RunContainerError", "OOMKilled" ->
                    Judgement.bad("crash", found, "Running");
            case "Terminating" -> terminating(pod);
            default -> onItsWay(pod, found);
        };
    }

    private Judgement terminating(Pod pod) {
        boolean alive = node(pod.node()).map(Node::isReady).orElse(false);
        return alive
                ? Judgement.waiting("terminating", pod.name(), "")
                : Judgement.bad("terminating-dead", place(pod), "");
    }

    private Judgement onItsWay(Pod pod, String found) {
        if (Ages.isYoung(pod.created(), cluster.taken())) {
            return Judgement.waiting("starting", pod.status(), "Running");
        }
        return switch (pod.status()) {
            case "Pending" -> Judgement.bad("pending", found, "Running");
            case "Running" ->
                    Judgement.bad(
                            "not-ready",
                            pod.ready() + "/" + pod.containers(),
                            pod.containers() + "/" + pod.containers());
            default -> Judgement.bad("stuck", found, "Running");
        };
    }

    private static Map<RowId, Judgement> details(Pod pod, Workload workload) {
        var own = new EnumMap<RowId, Judgement>(RowId.class);
        workload.containers()
                .ifPresent(
                        wanted ->
                                own.put(
                                        RowId.POD_CONTAINERS,
                                        Judgement.same(
                                                Integer.toString(pod.containers()),
                                                Integer.toString(wanted),
                                                "containers")));
        workload.version()
                .ifPresent(
                        version -> {
                            String images = String.join(", ", pod.images());
                            own.put(
                                    RowId.POD_IMAGE,
                                    runs(pod, version)
                                            ? Judgement.healthy(images, version)
                                            : Judgement.bad("image-version", images, version));
                        });
        if (workload.id().equals(CLOUDCORE)) {
            String times = Integer.toString(pod.restarts());
            own.put(
                    RowId.POD_RESTARTS,
                    pod.restarts() > CLOUDCORE_RESTARTS
                            ? Judgement.known("restarted", times, "0")
                            : Judgement.healthy(times, "0"));
        }
        return own;
    }

    private static boolean runs(Pod pod, String version) {
        return pod.images().isEmpty()
                || pod.images().stream()
                        .map(image -> image.replaceFirst("@.*", ""))
                        .anyMatch(image -> image.endsWith(":" + version));
    }

    private List<Judgement> missing(Workload workload, List<Pod> members) {
        return workload.nodes().isEmpty()
                ? missingSome(workload, members)
                : missingOnNodes(workload, members);
    }

    private static List<Judgement> missingSome(Workload workload, List<Pod> members) {
        String found = Integer.toString(members.size());
        return Stream.generate(() -> Judgement.bad("missing", found, workload.equation()))
                .limit(Math.max(0, workload.wanted() - members.size()))
                .toList();
    }

    private List<Judgement> missingOnNodes(Workload workload, List<Pod> members) {
        var places = new HashSet<String>();
        members.forEach(pod -> places.add(pod.node()));
        long unplaced = members.stream().filter(pod -> pod.node().isEmpty()).count();
        return workload.nodes().stream()
                .filter(node -> !places.contains(node))
                .skip(unplaced) // an unscheduled pod has a row of its own
                .map(this::missingOn)
                .toList();
    }

    private Judgement missingOn(String name) {
        Optional<Node> node = node(name);
        boolean young =
                node.map(each -> Ages.isYoung(each.created(), cluster.taken())).orElse(false);
        if (young) {
            return Judgement.waiting("missing-yet", "", name);
        }
        return node.isEmpty()
                ? Judgement.bad("missing-no-node", "", name)
                : Judgement.bad("missing-on", "", name);
    }

    private Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }
}
