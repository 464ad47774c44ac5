package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Judges each node, the missing ones included.
final class NodeJudge {
    /// The name that KubeEdge gives to a node whose own host name it cannot use (T12).
    private static final String NAMELESS = "default-edge-node";

    private static final String CLOUDCORE_LABEL = "cloudcore";
    private static final String CORDONED = "node.kubernetes.io/unschedulable";

    private final Release release;
    private final ClusterSnapshot cluster;
    private final Expectation expected;
    private final Set<String> cloudCoreNodes;

    NodeJudge(Site site, Release release, ClusterSnapshot cluster, Expectation expected) {
        this.release = release;
        this.cluster = cluster;
        this.expected = expected;
        this.cloudCoreNodes =
                release.variables().cloudcore1().isPresent()
                        ? site.cloudCore().map(NodeJudge::chosen).orElse(Set.of())
                        : Set.of();
    }

    private static Set<String> chosen(CloudCore cloudCore) {
        return new LinkedHashSet<>(List.of(cloudCore.node1().text(), cloudCore.node2().text()));
    }

    List<NodeRow> rows() {
        var rows = new ArrayList<NodeRow>();
        for (Node node : expected.cloud()) {
            rows.add(row(node.name(), false, Optional.of(node), cloud(node)));
        }
        for (String name : cloudCoreNodes) {
            if (cluster.node(name).isEmpty()) {
                var missing = Judgement.bad("cloudcore-node-missing", "", name);
                rows.add(row(name, false, Optional.empty(), missing));
            }
        }
        for (String name : expected.edges()) {
            Optional<Node> node = cluster.node(name);
            Judgement judgement =
                    node.map(this::edge).orElse(Judgement.bad("edge-missing", "", name));
            rows.add(row(name, true, node, judgement));
        }
        return rows;
    }

    private static NodeRow row(
            String name, boolean edge, Optional<Node> node, Judgement judgement) {
        return new NodeRow(
                name,
                edge,
                node,
                judgement.verdict(),
                judgement.reason(),
                judgement.found(),
                judgement.wanted());
    }

    private Judgement cloud(Node node) {
        return worst(ready(node), cloudCoreLabel(node), cloudVersion(node), cordoned(node));
    }

    private Judgement edge(Node node) {
        return worst(
                nameless(node),
                ready(node),
                roles(node),
                architecture(node),
                edgeVersion(node),
                runtime(node),
                cordoned(node));
    }

    private static Judgement worst(Judgement... judgements) {
        return Stream.of(judgements)
                .reduce((a, b) -> b.verdict().compareTo(a.verdict()) > 0 ? b : a)
                .orElseThrow();
    }

    private Judgement ready(Node node) {
        if (node.isReady()) {
            return Judgement.HEALTHY;
        }
        String found = node.reason().isEmpty() ? "Ready=" + node.ready() : node.reason();
        return Ages.isYoung(node.created(), now())
                ? Judgement.waiting("node-starting", found, "Ready")
                : Judgement.bad("node-not-ready", found, "Ready");
    }

    private Judgement cloudVersion(Node node) {
        String wanted = release.versions().kubernetes();
        return node.kubeletVersion().equals(wanted)
                ? Judgement.HEALTHY
                : Judgement.known("cloud-version", node.kubeletVersion(), wanted);
    }

    private Judgement cloudCoreLabel(Node node) {
        if (cloudCoreNodes.isEmpty()) {
            return Judgement.HEALTHY;
        }
        boolean labelled = "enable".equals(node.labels().get(CLOUDCORE_LABEL));
        boolean chosen = cloudCoreNodes.contains(node.name());
        if (labelled == chosen) {
            return Judgement.HEALTHY;
        }
        return chosen
                ? Judgement.bad("cloudcore-label-missing", node.name(), "cloudcore=enable")
                : Judgement.known(
                        "cloudcore-label-stale", node.name(), String.join(", ", cloudCoreNodes));
    }

    private static Judgement nameless(Node node) {
        return node.name().equals(NAMELESS)
                ? Judgement.bad("default-edge-node", node.name(), "")
                : Judgement.HEALTHY;
    }

    private static Judgement roles(Node node) {
        boolean agent = node.labels().containsKey("node-role.kubernetes.io/agent");
        return agent && node.isEdge()
                ? Judgement.HEALTHY
                : Judgement.bad("edge-roles", node.roles(), "agent,edge");
    }

    private Judgement architecture(Node node) {
        Set<String> accepted = release.edgeArchitectures();
        return accepted.contains(node.architecture())
                ? Judgement.HEALTHY
                : Judgement.bad(
                        "edge-architecture", node.architecture(), String.join(", ", accepted));
    }

    private Judgement edgeVersion(Node node) {
        String wanted = release.versions().edgeKubelet();
        return node.kubeletVersion().equals(wanted)
                ? Judgement.HEALTHY
                : Judgement.bad("edge-version", node.kubeletVersion(), wanted);
    }

    private Judgement runtime(Node node) {
        List<String> accepted = release.versions().crioEdge();
        String wanted = "cri-o://" + accepted.getFirst();
        if (node.runtime().equals(wanted)) {
            return Judgement.HEALTHY;
        }
        boolean known =
                accepted.stream()
                        .anyMatch(v -> (node.runtime() + ".").startsWith("cri-o://" + v + "."));
        return known
                ? Judgement.known("edge-runtime-accepted", node.runtime(), wanted)
                : Judgement.bad("edge-runtime", node.runtime(), wanted);
    }

    private static Judgement cordoned(Node node) {
        return node.taints().stream().anyMatch(taint -> taint.startsWith(CORDONED))
                ? Judgement.of(Verdict.KNOWN, "cordoned", node.name(), "")
                : Judgement.HEALTHY;
    }

    private Instant now() {
        return cluster.taken();
    }
}
