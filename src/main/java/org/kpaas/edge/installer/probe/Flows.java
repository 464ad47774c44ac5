package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.Reach.Path;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.probe.Flow.Spot;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The connections of a site, computed from its settings and what was found. Rows that mean nothing in the release give
/// none (T81), neither do rows that the engineer switched off; rows that he added give theirs.
public final class Flows {
    private static final int RELAY = 20_006;
    private static final int VXLAN = 4789;
    private static final List<Integer> NFS = List.of(111, 2049);

    private final Site site;
    private final Release release;
    private final SiteFacts facts;
    private final Subject controlPlane;
    private final List<Member> members;
    private final Map<Subject, EdgeNode> edges = new LinkedHashMap<>();
    private final RowFilter filter;
    private final List<Flow> flows = new ArrayList<>();

    private Flows(Site site, Release release, SiteFacts facts) {
        this.site = site;
        this.release = release;
        this.facts = facts;
        filter = new RowFilter(site, release);
        controlPlane = site.controlPlaneSubject();
        members = Member.of(site, facts);
        for (int i = 0; i < site.edges().size(); i++) {
            edges.put(site.edgeSubjects().get(i), site.edges().get(i));
        }
    }

    /// @return none before the edges are known; without a snapshot of the cluster those between its nodes are missing
    public static List<Flow> of(Site site, Release release, SiteFacts facts) {
        var flows = new Flows(site, release, facts);
        flows.cloudCore();
        flows.relay();
        flows.logins();
        flows.api();
        flows.closed();
        flows.nodes();
        flows.volumes();
        OwnFlows.of(site, flows.members).forEach(flows::add);
        return List.copyOf(flows.flows);
    }

    /// Edge → CloudCore: its certificates and its messages (T79, T80).
    private void cloudCore() {
        site.cloudCore().ifPresent(this::cloudCore);
    }

    private void cloudCore(CloudCore chosen) {
        boolean balanced = chosen.exposure() == Exposure.LOAD_BALANCER;
        for (int port : List.of(10_000, 10_002)) {
            String row = "control-plane/tcp/" + port;
            int behind = release.loadBalancer().getOrDefault(Integer.toString(port), port);
            List<Spot> spots =
                    balanced
                            ? hosting(chosen).stream()
                                    .map(it -> spot(it.subject(), it.address(), behind))
                                    .toList()
                            : onControlPlane(chosen.privateVip().text(), port);
            for (Subject edge : site.edgeSubjects()) {
                add(
                        new Flow(
                                edge,
                                Subject.CLUSTER,
                                chosen.publicVip().text(),
                                port,
                                port,
                                Protocol.TCP,
                                Path.VIP,
                                true,
                                row,
                                spots));
            }
        }
        if (balanced) {
            release.loadBalancer().forEach((port, behind) -> behind(chosen, port, behind));
        }
    }

    /// The interface is on one of the control plane's nodes, and only that one can listen there.
    private List<Spot> onControlPlane(String address, int port) {
        var spots = new ArrayList<>(List.of(spot(controlPlane, address, port)));
        others().filter(Member::controlPlane)
                .forEach(it -> spots.add(spot(it.subject(), address, port)));
        return spots;
    }

    /// The control plane stands in for the load balancer, which nobody can log in to. Ports that CloudCore does not use
    /// are tried too: the guide's table maps them.
    private void behind(CloudCore chosen, String port, int behind) {
        for (Member node : hosting(chosen)) {
            add(
                    new Flow(
                            controlPlane,
                            node.subject(),
                            node.address(),
                            Integer.parseInt(port),
                            behind,
                            Protocol.TCP,
                            Path.NODE_PORT,
                            true,
                            "control-plane/tcp/30000-32767",
                            List.of(spot(node.subject(), node.address(), behind))));
        }
    }

    private List<Member> hosting(CloudCore chosen) {
        return members.stream()
                .filter(
                        it ->
                                it.name().equals(chosen.node1().text())
                                        || it.name().equals(chosen.node2().text()))
                .toList();
    }

    /// Edge → the relay of EdgeMesh, which is the first control plane node's public address (T49). A listener binds to an
    /// address, so none stands there while only the control plane's name is known.
    private void relay() {
        List<Spot> spots =
                self().map(Member::address)
                        .or(() -> Ipv4.parse(site.controlPlane().host()).map(Ipv4::text))
                        .map(it -> List.of(spot(controlPlane, it, RELAY)))
                        .orElse(List.of());
        String address =
                ShellVariables.ofCluster(facts)
                        .value("MASTER1_NODE_PUBLIC_IP")
                        .filter(it -> Ipv4.parse(it).isPresent())
                        .orElse(site.controlPlane().host());
        for (Subject edge : site.edgeSubjects()) {
            add(
                    new Flow(
                            edge,
                            controlPlane,
                            address,
                            RELAY,
                            RELAY,
                            Protocol.TCP,
                            Path.DIRECT,
                            true,
                            "control-plane/tcp/" + RELAY,
                            spots));
        }
    }

    /// SSH: the laptop to the control plane, and Ansible to each edge and to the other nodes.
    private void logins() {
        others().forEach(it -> add(there(controlPlane, it.subject(), it.address(), 22, 22)));
        if (site.controlPlane().jump().isEmpty()) {
            int port = site.controlPlane().port().number();
            add(there(Subject.LAPTOP, controlPlane, site.controlPlane().host(), 22, port));
        }
        edges.forEach(
                (subject, edge) ->
                        add(
                                new Flow(
                                        controlPlane,
                                        subject,
                                        edge.address().text(),
                                        22,
                                        edge.port().number(),
                                        Protocol.TCP,
                                        Path.DIRECT,
                                        true,
                                        "edge/tcp/22",
                                        List.of())));
    }

    private Flow there(Subject from, Subject target, String address, int port, int actual) {
        return new Flow(
                from,
                target,
                address,
                port,
                actual,
                Protocol.TCP,
                Path.DIRECT,
                true,
                "control-plane/tcp/" + port,
                List.of());
    }

    /// Workers need the API; edges go through CloudCore instead.
    private void api() {
        self().ifPresent(
                        own ->
                                members.stream()
                                        .filter(it -> !it.controlPlane())
                                        .forEach(
                                                it ->
                                                        add(
                                                                there(
                                                                        it.subject(),
                                                                        controlPlane,
                                                                        own.address(),
                                                                        6443,
                                                                        6443))));
    }

    /// What must not be reachable: etcd and the API from outside, and the broker of an edge (T72).
    private void closed() {
        String host = site.controlPlane().host();
        for (Subject edge : site.edgeSubjects()) {
            shut(edge, controlPlane, host, 6443, "control-plane/tcp/6443");
            shut(edge, controlPlane, host, 2379, "control-plane/tcp/2379-2380");
            shut(edge, controlPlane, host, 2380, "control-plane/tcp/2379-2380");
        }
        if (site.controlPlane().jump().isEmpty()) {
            shut(Subject.LAPTOP, controlPlane, host, 2379, "control-plane/tcp/2379-2380");
            shut(Subject.LAPTOP, controlPlane, host, 2380, "control-plane/tcp/2379-2380");
        }
        edges.forEach(
                (subject, edge) -> {
                    String address = edge.address().text();
                    shut(controlPlane, subject, address, 1883, "edge/tcp/1883-1884");
                    if (edge.route() == EdgeNode.Route.DIRECT) {
                        shut(Subject.LAPTOP, subject, address, 1883, "edge/tcp/1883-1884");
                    }
                });
    }

    private void shut(Subject from, Subject target, String address, int port, String row) {
        add(flow(from, target, address, port, row, false));
    }

    /// To a host's own address, without a listener.
    private static Flow flow(
            Subject from, Subject target, String address, int port, String row, boolean wanted) {
        return new Flow(
                from,
                target,
                address,
                port,
                port,
                Protocol.TCP,
                Path.DIRECT,
                wanted,
                row,
                List.of());
    }

    /// Between the nodes of the cluster: EdgeMesh, the overlay both ways, and the kubelets from the control plane.
    private void nodes() {
        for (Member to : members) {
            for (Member from : members) {
                if (from.equals(to)) {
                    continue;
                }
                add(among(from, to, RELAY, Protocol.TCP, to.role() + "/tcp/" + RELAY));
                add(among(from, to, VXLAN, Protocol.UDP, to.role() + "/udp/" + VXLAN));
                if (from.subject().equals(controlPlane)) {
                    add(among(from, to, 10_250, Protocol.TCP, to.role() + "/tcp/10250"));
                }
            }
        }
    }

    private Flow among(Member from, Member to, int port, Protocol protocol, String row) {
        return new Flow(
                from.subject(),
                to.subject(),
                to.address(),
                port,
                port,
                protocol,
                Path.DIRECT,
                true,
                row,
                List.of(new Spot(to.subject(), to.address(), port, protocol)));
    }

    /// The cluster's nodes → the server of its volumes, where that is NFS. It runs already, so nothing has to listen.
    private void volumes() {
        ShellVariables variables = ShellVariables.ofCluster(facts);
        if (variables.value("STORAGE_TYPE").filter("nfs"::equals).isPresent()) {
            variables
                    .value("NFS_SERVER_PRIVATE_IP")
                    .filter(it -> Ipv4.parse(it).isPresent())
                    .ifPresent(this::volumes);
        }
    }

    private void volumes(String server) {
        Optional<Member> member =
                members.stream().filter(it -> it.address().equals(server)).findFirst();
        Subject target = member.map(Member::subject).orElseGet(() -> Subject.node(server));
        String role = member.map(Member::role).orElse("worker");
        for (Member from : members) {
            for (int port : from.subject().equals(target) ? List.<Integer>of() : NFS) {
                String row = role + "/tcp/" + port;
                add(flow(from.subject(), target, server, port, row, true));
            }
        }
    }

    private Stream<Member> others() {
        return members.stream().filter(it -> !it.subject().equals(controlPlane));
    }

    private Optional<Member> self() {
        return members.stream().filter(it -> it.subject().equals(controlPlane)).findFirst();
    }

    private static Spot spot(Subject host, String address, int port) {
        return new Spot(host, address, port, Protocol.TCP);
    }

    private void add(Flow flow) {
        if (filter.keeps(flow, addresses(flow.from()))) {
            flows.add(flow);
        }
    }

    /// Under which a source shows at its target, as far as that is known.
    private List<String> addresses(Subject source) {
        return switch (source.kind()) {
            case EDGE ->
                    Stream.ofNullable(edges.get(source)).map(it -> it.address().text()).toList();
            case CONTROL_PLANE, NODE ->
                    members.stream()
                            .filter(it -> it.subject().equals(source))
                            .map(Member::address)
                            .toList();
            default -> List.of();
        };
    }
}
