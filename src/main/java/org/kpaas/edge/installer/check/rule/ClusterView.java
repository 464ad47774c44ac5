package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.function.Function;

/// The cluster as a rule sees it.
record ClusterView(Site site, SiteFacts facts) {
    Say say() {
        return new Say(Subject.CLUSTER);
    }

    static List<ClusterSnapshot.Node> cloudNodes(ClusterSnapshot snapshot) {
        return snapshot.nodes().stream().filter(node -> !node.isEdge()).toList();
    }

    static List<ClusterSnapshot.Node> controlPlanes(ClusterSnapshot snapshot) {
        return snapshot.nodes().stream().filter(ClusterSnapshot.Node::isControlPlane).toList();
    }

    static Say say(ClusterSnapshot.Node node) {
        return new Say(Subject.node(node.name()));
    }

    CheckResult release(Function<Release, CheckResult> rule) {
        return facts.release().map(rule).orElseGet(() -> say().unknown(Why.RELEASE_UNKNOWN));
    }

    /// One result per cloud node, by the release's data.
    List<CheckResult> eachCloudNode(
            ClusterSnapshot snapshot,
            java.util.function.BiFunction<Release, ClusterSnapshot.Node, CheckResult> rule) {
        return facts.release()
                .map(
                        release ->
                                cloudNodes(snapshot).stream()
                                        .map(node -> rule.apply(release, node))
                                        .toList())
                .orElseGet(() -> List.of(say().unknown(Why.RELEASE_UNKNOWN)));
    }
}
