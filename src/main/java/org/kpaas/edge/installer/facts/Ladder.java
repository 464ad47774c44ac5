package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far each edge node has come, as a pure function of what the machines and the cluster say.
public final class Ladder {
    /// Where EdgeMesh answers names on an edge node.
    public static final String MESH_ADDRESS = "169.254.96.16";

    private static final String MESH_AGENT = "DaemonSet/edgemesh-agent";
    private static final int CLOUDCORE_PORT = 10_000;

    /// The hardening step gives passwords this age, in days (T97).
    public static final int HARDENED_DAYS = 90;

    private final Site site;
    private final SiteFacts facts;
    private final List<Ledger.Node> ledger;

    private Ladder(Site site, SiteFacts facts) {
        this.site = site;
        this.facts = facts;
        ledger =
                facts.controlPlane()
                        .flatMap(it -> it.text(FactKeys.LEDGER))
                        .map(Ledger::read)
                        .orElse(List.of());
    }

    /// Every edge node of the site in its order, then those that only the ledger or the cluster knows.
    public static List<NodeStanding> of(Site site, SiteFacts facts) {
        var ladder = new Ladder(site, facts);
        var standings = new ArrayList<NodeStanding>();
        for (int i = 0; i < site.edges().size(); i++) {
            standings.add(ladder.standing(site.edges().get(i), site.edgeSubjects().get(i)));
        }
        standings.addAll(ladder.strangers());
        return List.copyOf(standings);
    }

    /// @param edge    one of the site's
    /// @param subject of that edge node
    public static NodeState state(Site site, SiteFacts facts, EdgeNode edge, Subject subject) {
        return new Ladder(site, facts).standing(edge, subject).state();
    }

    /// What keeps that node from its next state.
    public static List<Lack> lacks(Site site, SiteFacts facts, EdgeNode edge, Subject subject) {
        return new Ladder(site, facts).standing(edge, subject).lacks();
    }

    private NodeStanding standing(EdgeNode edge, Subject subject) {
        String name = edge.hostName().text();
        Optional<HostFacts> host = facts.host(subject);
        var rung = host.map(it -> rung(name, it)).orElse(new Rung(NodeState.UNKNOWN, Lack.UNREAD));
        return new NodeStanding(
                name, edge.address().text(), true, rung.state(), rung.lacks(), runs(name));
    }

    private Rung rung(String name, HostFacts host) {
        Optional<Boolean> folder = host.flag("kubeedge.dir");
        if (folder.isEmpty()) {
            return new Rung(NodeState.UNKNOWN, Lack.UNREAD);
        }
        boolean active = host.flag("edgecore.active").orElse(false);
        if (!folder.get() && !active) {
            boolean runtime = host.flag("crio.active").orElse(false);
            return new Rung(runtime ? NodeState.RUNTIME : NodeState.CLEAN);
        }
        if (facts.cluster().isEmpty()) {
            return new Rung(NodeState.UNKNOWN, Lack.CLUSTER_UNREAD);
        }
        Optional<ClusterSnapshot.Node> node = facts.cluster().flatMap(it -> it.node(name));
        if (trustsAnother(host)) {
            return new Rung(NodeState.REMNANT, Lack.OTHER_CLUSTER);
        }
        if (!folder.get() || node.isEmpty()) {
            return new Rung(NodeState.REMNANT, Lack.NOT_LISTED);
        }
        if (!active) {
            return new Rung(NodeState.JOINED, Lack.STOPPED);
        }
        return member(name, host, node.get());
    }

    private Rung member(String name, HostFacts host, ClusterSnapshot.Node node) {
        var lacks = new ArrayList<>(configuration(host));
        NodeState state = NodeState.JOINED;
        if (lacks.isEmpty()) {
            state = NodeState.CONFIGURED;
            if (!meshed(name, host)) {
                lacks.add(Lack.MESH);
            } else if (!hardened(host)) {
                state = NodeState.MESHED;
                lacks.add(Lack.HARDENING);
            } else {
                state = NodeState.HARDENED;
            }
        }
        if (!node.isReady()) {
            lacks.addFirst(Lack.NOT_READY);
        }
        return new Rung(state, lacks);
    }

    /// What the scripts change after the join; in EdgeCore's file by key, never by line (T69).
    private List<Lack> configuration(HostFacts host) {
        Optional<String> metaServer = host.value(FactKeys.META_SERVER);
        Optional<String> server = host.value(FactKeys.EDGE_SERVER);
        if (metaServer.isEmpty() && server.isEmpty()) {
            return List.of(Lack.CONFIGURATION_UNREAD);
        }
        var lacks = new ArrayList<Lack>();
        if (!metaServer.equals(Optional.of("true"))) {
            lacks.add(Lack.META_SERVER);
        }
        String dns = host.value(FactKeys.CLUSTER_DNS).orElse("");
        if (!List.of(dns.split(" +")).contains(MESH_ADDRESS)) {
            lacks.add(Lack.CLUSTER_DNS);
        }
        boolean elsewhere =
                site.cloudCore()
                        .map(it -> it.publicVip().text() + ":" + CLOUDCORE_PORT)
                        .filter(wanted -> server.isPresent() && !server.get().equals(wanted))
                        .isPresent();
        if (elsewhere) {
            lacks.add(Lack.SERVER);
        }
        boolean broker = facts.release().filter(Release::installsBroker).isPresent();
        if (broker && !host.flag("mosquitto.active").orElse(true)) {
            lacks.add(Lack.BROKER);
        }
        return lacks;
    }

    private boolean meshed(String name, HostFacts host) {
        boolean agent =
                facts.cluster().stream()
                        .flatMap(it -> it.podsIn("kubeedge").stream())
                        .anyMatch(
                                pod ->
                                        pod.owner().equals(MESH_AGENT)
                                                && pod.node().equals(name)
                                                && pod.isReady());
        return agent && host.flag(FactKeys.MESH_DEVICE).orElse(true);
    }

    private boolean hardened(HostFacts host) {
        long today = Duration.ofSeconds(facts.taken().getEpochSecond()).toDays();
        return host.number("password.expires.day")
                .filter(day -> day <= today + HARDENED_DAYS)
                .isPresent();
    }

    private boolean trustsAnother(HostFacts host) {
        Optional<String> trusted = host.value("kubeedge.ca");
        Optional<String> ours = facts.controlPlane().flatMap(it -> it.value("kubeedge.ca"));
        return trusted.isPresent() && ours.isPresent() && !trusted.equals(ours);
    }

    /// Nodes of earlier runs, and edge nodes of the cluster, that the site does not have: a reset needs them too (T84).
    private List<NodeStanding> strangers() {
        var names = new ArrayList<String>();
        ledger.forEach(node -> names.add(node.hostName()));
        facts.cluster().stream()
                .flatMap(it -> it.nodes().stream())
                .filter(ClusterSnapshot.Node::isEdge)
                .map(ClusterSnapshot.Node::name)
                .forEach(names::add);
        return names.stream()
                .distinct()
                .filter(
                        name ->
                                site.edges().stream()
                                        .noneMatch(it -> it.hostName().text().equals(name)))
                .map(this::stranger)
                .toList();
    }

    /// Nobody asked the machine itself, so no more is known than whether the cluster has it.
    private NodeStanding stranger(String name) {
        Optional<ClusterSnapshot.Node> node = facts.cluster().flatMap(it -> it.node(name));
        String address =
                runs(name)
                        .map(Ledger.Node::address)
                        .or(() -> node.flatMap(it -> it.internalIps().stream().findFirst()))
                        .orElse("");
        Rung rung =
                node.map(it -> new Rung(NodeState.JOINED, Lack.UNREAD))
                        .orElse(new Rung(NodeState.UNKNOWN, Lack.UNREAD));
        return new NodeStanding(name, address, false, rung.state(), rung.lacks(), runs(name));
    }

    private Optional<Ledger.Node> runs(String name) {
        return ledger.stream().filter(node -> node.hostName().equals(name)).findFirst();
    }

    private record Rung(NodeState state, List<Lack> lacks) {
        Rung(NodeState state, Lack... lacks) {
            this(state, List.of(lacks));
        }
    }
}
