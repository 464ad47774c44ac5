package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;

/// A node of the cluster that is no edge.
///
/// @param subject the site's control plane, or [Subject#node]
/// @param address its first InternalIP of IPv4
record Member(Subject subject, String name, String address, boolean controlPlane) {
    /// @return none without a snapshot of the cluster
    static List<Member> of(Site site, SiteFacts facts) {
        return facts.cluster().map(ClusterSnapshot::nodes).orElse(List.of()).stream()
                .filter(node -> !node.isEdge())
                .flatMap(node -> address(node).map(it -> of(site, facts, node, it)).stream())
                .toList();
    }

    /// Where the other nodes reach it; the platform's clusters use IPv4.
    static Optional<String> address(ClusterSnapshot.Node node) {
        return node.internalIps().stream().filter(it -> Ipv4.parse(it).isPresent()).findFirst();
    }

    private static Member of(
            Site site, SiteFacts facts, ClusterSnapshot.Node node, String address) {
        boolean own = facts.controlPlaneNode(site).filter(node::equals).isPresent();
        return new Member(
                own ? site.controlPlaneSubject() : Subject.node(node.name()),
                node.name(),
                address,
                node.isControlPlane());
    }

    /// `control-plane` or `worker`, as in a row's id.
    String role() {
        return controlPlane ? "control-plane" : "worker";
    }
}
