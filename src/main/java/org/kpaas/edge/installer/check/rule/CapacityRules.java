package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Resources;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is there room for what the deployment adds? The scheduler counts requests, not use: a quiet node may be full (T38).
final class CapacityRules {
    private static final long KIB_IN_MIB = 1024;

    private CapacityRules() {}

    static List<Row> rows() {
        return List.of(Row.cluster("K8S-20", CapacityRules::capacity).needs("K8S-03", "VAR-04"));
    }

    /// Without room for CloudCore the deployment does not work; a node without room for EdgeMesh is no part of the mesh.
    private static List<CheckResult> capacity(ClusterView view, ClusterSnapshot snapshot) {
        return view.facts()
                .release()
                .map(release -> capacity(view, snapshot, release))
                .orElseGet(() -> List.of(view.say().unknown(Why.RELEASE_UNKNOWN)));
    }

    private static List<CheckResult> capacity(
            ClusterView view, ClusterSnapshot snapshot, Release release) {
        Set<String> chosen = chosen(view.site());
        Resources cloudcore = resources(release.workloads().cloudcore());
        Resources mesh = resources(release.workloads().edgemesh());
        boolean choice = release.variables().cloudcore1().isPresent();
        var results = new ArrayList<CheckResult>();
        for (ClusterSnapshot.Node node : snapshot.nodes()) {
            Say say = ClusterView.say(node);
            results.add(
                    free(snapshot, node)
                            .map(
                                    free ->
                                            choice && chosen.contains(node.name())
                                                    ? both(say, free, cloudcore, mesh)
                                                    : say.advise(
                                                            free.covers(mesh),
                                                            text(free),
                                                            text(mesh)))
                            .orElseGet(() -> say.unknown(Why.FACT_MISSING)));
        }
        if (!choice) {
            results.add(anywhere(view, snapshot, cloudcore.plus(mesh)));
        }
        return results;
    }

    private static CheckResult both(Say say, Resources free, Resources cloudcore, Resources mesh) {
        Resources both = cloudcore.plus(mesh);
        return free.covers(both) || !free.covers(cloudcore)
                ? say.judge(free.covers(both), text(free), text(both))
                : say.warned(text(free), text(both));
    }

    /// Where the release names no nodes for CloudCore, the scheduler has to find one.
    private static CheckResult anywhere(
            ClusterView view, ClusterSnapshot snapshot, Resources wanted) {
        List<Resources> rooms =
                ClusterView.cloudNodes(snapshot).stream()
                        .flatMap(node -> free(snapshot, node).stream())
                        .toList();
        if (rooms.isEmpty()) {
            return view.say().unknown(Why.FACT_MISSING);
        }
        Optional<Resources> good = rooms.stream().filter(it -> it.covers(wanted)).findFirst();
        return view.say()
                .judge(good.isPresent(), text(good.orElseGet(rooms::getFirst)), text(wanted));
    }

    private static Set<String> chosen(Site site) {
        return site.cloudCore().stream()
                .flatMap(it -> Stream.of(it.node1().text(), it.node2().text()))
                .collect(Collectors.toSet());
    }

    /// What the node has left apart from an earlier deployment of ours, which makes room for the next one.
    private static Optional<Resources> free(ClusterSnapshot snapshot, ClusterSnapshot.Node node) {
        Resources taken =
                snapshot.pods().stream()
                        .filter(pod -> pod.node().equals(node.name()))
                        .filter(pod -> !pod.namespace().equals("kubeedge"))
                        .flatMap(pod -> pod.requests().stream())
                        .reduce(Resources.NONE, Resources::plus);
        return node.allocatable().map(all -> all.minus(taken));
    }

    private static Resources resources(Release.Requests requests) {
        return new Resources(requests.cpuMillis(), requests.memoryMib() * KIB_IN_MIB);
    }

    private static String text(Resources resources) {
        return Size.ofKib(Math.max(0, resources.memoryKib()))
                + ", "
                + Math.max(0, resources.cpuMillis())
                + "m CPU";
    }
}
