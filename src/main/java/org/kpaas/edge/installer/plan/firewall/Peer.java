package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;

import java.util.List;

/// Who has to reach a port. The guide (2.1.4) names ports only; who connects there is what the release's programs really do
/// (T79 to T81).
public enum Peer {
    /// whoever uses what the cluster serves on node ports
    ANYONE("anyone"),
    EDGES("the edge nodes"),
    /// the cluster's nodes that are no edges
    NODES("the cluster's nodes"),
    /// where Ansible runs
    CONTROL_PLANE("the control plane"),
    /// those who log in, from laptops whose addresses no site tells
    ENGINEERS("the engineers' laptops"),
    JUMP_HOST("the jump host"),
    LOAD_BALANCER("the load balancer");

    private static final int SSH = 22;
    private static final int RELAY = 20_006;
    private static final int NODE_PORTS = 30_000;

    private final String words;

    Peer(String words) {
        this.words = words;
    }

    /// For comments in rules.
    String words() {
        return words;
    }

    static List<Peer> of(PortRow row, Site site) {
        if (row.from() == SSH) {
            return row.role() == Role.EDGE ? intoEdges(site) : intoNodes(site);
        }
        if (row.from() == RELAY) {
            return List.of(EDGES, NODES);
        }
        if (isForAnyone(row)) {
            return List.of(ANYONE);
        }
        if (row.role() == Role.EDGE) {
            return List.of(NODES);
        }
        if (row.from() >= NODE_PORTS && row.to() <= NODE_PORTS + 4) {
            return List.of(LOAD_BALANCER);
        }
        return isCloudCore(row) ? List.of(EDGES) : List.of(NODES);
    }

    /// The guide's row of node ports: services of the cluster are there for clients of any kind.
    static boolean isForAnyone(PortRow row) {
        return row.from() == NODE_PORTS && row.to() > NODE_PORTS + 4;
    }

    static boolean isCloudCore(PortRow row) {
        return row.role() == Role.CONTROL_PLANE && row.from() >= 10_000 && row.to() <= 10_004;
    }

    private static List<Peer> intoNodes(Site site) {
        Peer people = site.controlPlane().jump().isPresent() ? JUMP_HOST : ENGINEERS;
        return List.of(people, CONTROL_PLANE);
    }

    private static List<Peer> intoEdges(Site site) {
        boolean direct = site.edges().stream().anyMatch(it -> it.route() == EdgeNode.Route.DIRECT);
        return direct ? List.of(CONTROL_PLANE, ENGINEERS) : List.of(CONTROL_PLANE);
    }
}
