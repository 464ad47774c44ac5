package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Ages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges each node, the missing ones included.
final class NodeJudge {
    /// The name that KubeEdge gives to a node whose own host name it cannot use (T12).
    private static final String NAMELESS = "default-edge-node";

    /// The node controller waits as long before it calls the node unreachable.
    private static final Duration LEASE_LIMIT = Duration.ofSeconds(40);

    private static final String CLOUDCORE_LABEL = "cloudcore";
    private static final String CORDONED = "node.kubernetes.io/unschedulable";

    private final Release release;
    private final ClusterSnapshot cluster;
    private final Expectation expected;
    private final Set<String> cloudCoreNodes;
    private final String controlPlane;
    private final Map<String, Node> byName = new HashMap<>();

    NodeJudge(Site site, Release release, ClusterSnapshot cluster, Expectation expected) {
        this.release = release;
        this.cluster = cluster;
        this.expected = expected;
        this.controlPlane = site.controlPlane().host();
        this.cloudCoreNodes = expected.cloudCoreNodes();
        cluster.nodes().forEach(node -> byName.put(node.name(), node));
    }

    /// @param nodes one row per node, the missing ones included
    /// @param rows  everything that was judged
    record Judged(List<NodeRow> nodes, List<Row> rows) {}

    Judged judge() {
        var nodes = new ArrayList<NodeRow>();
        var rows = new ArrayList<Row>();
        for (Node node : expected.cloud()) {
            add(nodes, rows, node.name(), false, Optional.of(node), cloud(node));
        }
        for (String name : cloudCoreNodes) {
            if (byName(name).isEmpty()) {
                var missing = Judgement.bad("cloudcore-node-missing", "", name);
                add(
                        nodes,
                        rows,
                        name,
                        false,
                        Optional.empty(),
                        Map.of(RowId.NODE_PRESENT, missing));
            }
        }
        for (String name : expected.edges()) {
            Optional<Node> node = byName(name);
            var missing = Judgement.bad("edge-missing", "", name);
            add(
                    nodes,
                    rows,
                    name,
                    true,
                    node,
                    node.map(this::edge).orElse(Map.of(RowId.NODE_PRESENT, missing)));
        }
        return new Judged(nodes, rows);
    }

    private Optional<Node> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static void add(
            List<NodeRow> nodes,
            List<Row> rows,
            String name,
            boolean edge,
            Optional<Node> node,
            Map<RowId, Judgement> judgements) {
        Judgement worst = Judgement.worst(judgements.values());
        nodes.add(
                new NodeRow(
                        name,
                        edge,
                        node,
                        worst.verdict(),
                        worst.reason(),
                        worst.found(),
                        worst.wanted(),
                        Optional.empty()));
        judgements.forEach((id, judgement) -> rows.add(Row.of(id, name, judgement)));
    }

    private Map<RowId, Judgement> cloud(Node node) {
        Map<RowId, Judgement> all = common(node);
        all.put(RowId.NODE_ROLES, cloudRoles(node));
        all.put(RowId.NODE_VERSION, cloudVersion(node));
        if (!cloudCoreNodes.isEmpty()) {
            all.put(RowId.NODE_LABEL, cloudCoreLabel(node));
        }
        return all;
    }

    private Map<RowId, Judgement> edge(Node node) {
        Map<RowId, Judgement> all = common(node);
        all.put(RowId.NODE_NAME, nameless(node));
        all.put(RowId.NODE_ROLES, roles(node));
        all.put(RowId.NODE_ARCH, architecture(node));
        all.put(RowId.NODE_VERSION, edgeVersion(node));
        all.put(RowId.NODE_RUNTIME, runtime(node));
        return all;
    }

    private Map<RowId, Judgement> common(Node node) {
        var all = new EnumMap<RowId, Judgement>(RowId.class);
        all.put(RowId.NODE_PRESENT, Judgement.HEALTHY);
        all.put(RowId.NODE_READY, ready(node));
        all.put(RowId.NODE_PRESSURE, pressure(node));
        all.put(RowId.NODE_LEASE, lease(node));
        all.put(RowId.NODE_CORDON, cordoned(node));
        return all;
    }

    private static Judgement pressure(Node node) {
        return node.pressures().isEmpty()
                ? Judgement.HEALTHY
                : Judgement.bad("node-pressure", String.join(", ", node.pressures()), "");
    }

    /// A node that is not Ready has told so already.
    private Judgement lease(Node node) {
        String wanted = "< " + LEASE_LIMIT.toSeconds() + " s";
        Optional<Map<String, Instant>> leases = cluster.details().leases();
        if (!node.isReady()) {
            return Judgement.healthy("", wanted);
        }
        if (leases.isEmpty()) {
            return Judgement.unknown(wanted);
        }
        Instant renewed = leases.get().get(node.name());
        if (renewed == null) {
            return Ages.isYoung(node.created(), now())
                    ? Judgement.waiting("lease-missing", "", wanted)
                    : Judgement.bad("lease-missing", "", wanted);
        }
        Duration age = Duration.between(renewed, cluster.details().asOf());
        String found = Math.max(0, age.toSeconds()) + " s";
        return age.compareTo(LEASE_LIMIT) < 0
                ? Judgement.healthy(found, wanted)
                : Judgement.bad("lease-old", found, wanted);
    }

    /// Workers have none; a `master` role beside it is optional.
    private Judgement cloudRoles(Node node) {
        boolean main = node.internalIps().contains(controlPlane);
        return node.isControlPlane() || !main
                ? Judgement.healthy(node.roles(), main ? "control-plane" : "")
                : Judgement.bad("cloud-roles", node.roles(), "control-plane");
    }

    private Judgement ready(Node node) {
        if (node.isReady()) {
            return Judgement.healthy("Ready", "Ready");
        }
        String found = node.reason().isEmpty() ? "Ready=" + node.ready() : node.reason();
        return Ages.isYoung(node.created(), now())
                ? Judgement.waiting("node-starting", found, "Ready")
                : Judgement.bad("node-not-ready", found, "Ready");
    }

    private Judgement cloudVersion(Node node) {
        String wanted = release.versions().kubernetes();
        return node.kubeletVersion().equals(wanted)
                ? Judgement.healthy(node.kubeletVersion(), wanted)
                : Judgement.known("cloud-version", node.kubeletVersion(), wanted);
    }

    private Judgement cloudCoreLabel(Node node) {
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
                ? Judgement.healthy(node.roles(), "agent,edge")
                : Judgement.bad("edge-roles", node.roles(), "agent,edge");
    }

    private Judgement architecture(Node node) {
        Set<String> accepted = release.edgeArchitectures();
        return accepted.contains(node.architecture())
                ? Judgement.healthy(node.architecture(), String.join(", ", accepted))
                : Judgement.bad(
                        "edge-architecture", node.architecture(), String.join(", ", accepted));
    }

    private Judgement edgeVersion(Node node) {
        String wanted = release.versions().edgeKubelet();
        return Judgement.same(node.kubeletVersion(), wanted, "edge-version");
    }

    private Judgement runtime(Node node) {
        List<String> accepted = release.versions().crioEdge();
        String wanted = "cri-o://" + accepted.getFirst();
        if (node.runtime().equals(wanted)) {
            return Judgement.healthy(node.runtime(), wanted);
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
