package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;

/// A node of the cluster that is no edge.
///
/// @param subject the site's control plane, or [Subject#node]
/// @param address its first InternalIP
record Member(Subject subject, String name, String address, boolean controlPlane) {
    /// @return none without a snapshot of the cluster
    static List<Member> of(Site site, SiteFacts facts) {
        return facts.cluster().map(ClusterSnapshot::nodes).orElse(List.of()).stream()
                .filter(node -> !node.isEdge() && !node.internalIps().isEmpty())
                .map(node -> of(site, facts, node))
                .toList();
    }

    private static Member of(Site site, SiteFacts facts, ClusterSnapshot.Node node) {
        boolean own = facts.controlPlaneNode(site).filter(node::equals).isPresent();
        return new Member(
                own ? site.controlPlaneSubject() : Subject.node(node.name()),
                node.name(),
                node.internalIps().getFirst(),
                node.isControlPlane());
    }

    /// `control-plane` or `worker`, as in a row's id.
    String role() {
        return controlPlane ? "control-plane" : "worker";
    }
}
