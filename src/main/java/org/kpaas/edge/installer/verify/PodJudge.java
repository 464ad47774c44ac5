package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.verify.Expectation.Workload;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges each pod of `kube-system` and `kubeedge`, the missing ones included.
final class PodJudge {
    private static final int CLOUDCORE_RESTARTS = 1;

    private final ClusterSnapshot cluster;
    private final Expectation expected;
    private final Map<String, List<Pod>> pods = new LinkedHashMap<>();

    PodJudge(ClusterSnapshot cluster, Expectation expected) {
        this.cluster = cluster;
        this.expected = expected;
        expected.workloads().forEach(workload -> pods.put(workload.id(), new ArrayList<>()));
        Stream.of(Expectation.SYSTEM, Expectation.KUBEEDGE)
                .flatMap(namespace -> cluster.podsIn(namespace).stream())
                .sorted(Comparator.comparing(Pod::name))
                .forEach(
                        pod ->
                                pods.computeIfAbsent(workload(pod), id -> new ArrayList<>())
                                        .add(pod));
    }

    /// The rows of expected workloads first, in their order, then those of other workloads.
    List<PodRow> rows() {
        var rows = new ArrayList<PodRow>();
        pods.forEach(
                (id, members) -> {
                    Optional<Workload> workload =
                            expected.workloads().stream()
                                    .filter(each -> each.id().equals(id))
                                    .findFirst();
                    members.forEach(
                            pod -> rows.add(row(id, Optional.of(pod), judge(pod, workload))));
                    workload.ifPresent(each -> rows.addAll(missing(each, members)));
                });
        return rows;
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
                judgement.wanted());
    }

    private Judgement judge(Pod pod, Optional<Workload> workload) {
        if (isStray(pod)) {
            return Judgement.known("nodelocaldns-edge", place(pod), "");
        }
        if (expected.edges().contains(pod.node())
                && !workload.map(Workload::onEdge).orElse(!isSystem(pod))) {
            return Judgement.bad("on-edge", pod.node(), "");
        }
        Judgement state = state(pod);
        return state.isHealthy() ? details(pod, workload) : state;
    }

    private static boolean isSystem(Pod pod) {
        return pod.namespace().equals(Expectation.SYSTEM);
    }

    /// The release never keeps `nodelocaldns` off edge nodes, where it cannot work (T35).
    private boolean isStray(Pod pod) {
        boolean onCloud = expected.cloud().stream().map(Node::name).anyMatch(pod.node()::equals);
        return workload(pod).equals(Expectation.SYSTEM + "/" + Expectation.NODE_LOCAL_DNS)
                && !onCloud
                && !expected.edges().isEmpty();
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
        boolean alive = cluster.node(pod.node()).map(Node::isReady).orElse(false);
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

    private static Judgement details(Pod pod, Optional<Workload> workload) {
        Optional<String> version = workload.flatMap(Workload::version);
        if (version.isPresent() && !runs(pod, version.get())) {
            return Judgement.bad("image-version", String.join(", ", pod.images()), version.get());
        }
        boolean restarted =
                pod.restarts() > CLOUDCORE_RESTARTS
                        && workload.map(each -> each.name().equals("cloudcore")).orElse(false);
        return restarted
                ? Judgement.known("restarted", Integer.toString(pod.restarts()), "0")
                : Judgement.HEALTHY;
    }

    private static boolean runs(Pod pod, String version) {
        return pod.images().isEmpty()
                || pod.images().stream()
                        .map(image -> image.replaceFirst("@.*", ""))
                        .anyMatch(image -> image.endsWith(":" + version));
    }

    private List<PodRow> missing(Workload workload, List<Pod> members) {
        return workload.nodes().isEmpty()
                ? missingSome(workload, members)
                : missingOnNodes(workload, members);
    }

    private static List<PodRow> missingSome(Workload workload, List<Pod> members) {
        var rows = new ArrayList<PodRow>();
        for (int i = members.size(); i < workload.wanted(); i++) {
            var judgement =
                    Judgement.bad("missing", Integer.toString(members.size()), workload.equation());
            rows.add(row(workload.id(), Optional.empty(), judgement));
        }
        return rows;
    }

    private List<PodRow> missingOnNodes(Workload workload, List<Pod> members) {
        long unplaced = members.stream().filter(pod -> pod.node().isEmpty()).count();
        return workload.nodes().stream()
                .filter(node -> members.stream().noneMatch(pod -> pod.node().equals(node)))
                .skip(unplaced) // an unscheduled pod has a row of its own
                .map(node -> row(workload.id(), Optional.empty(), missingOn(node)))
                .toList();
    }

    private Judgement missingOn(String name) {
        Optional<Node> node = cluster.node(name);
        boolean young =
                node.map(each -> Ages.isYoung(each.created(), cluster.taken())).orElse(false);
        if (young) {
            return Judgement.of(Verdict.WAITING, "missing-yet", "", name);
        }
        return node.isEmpty()
                ? Judgement.bad("missing-no-node", "", name)
                : Judgement.bad("missing-on", "", name);
    }
}
