package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Refuses edge nodes that are really something else. The scripts would install EdgeCore over a working cluster node,
/// or deploy only one of two nodes with the same name (T09, T10).
final class Impostors {
    private Impostors() {}

    static void refuse(Site site, SiteFacts facts) throws ProblemException {
        refuseDuplicates(site.edges());
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            Optional<String> node = clusterNode(edge, facts);
            if (node.isEmpty() && isControlPlane(edge, subjects.get(i), facts)) {
                node = Optional.of(site.controlPlane().label());
            }
            if (node.isPresent()) {
                throw Planner.problem(
                        "edge-is-cluster-node",
                        edge.hostName().text(),
                        edge.address().text(),
                        node.get());
            }
        }
    }

    private static void refuseDuplicates(List<EdgeNode> edges) throws ProblemException {
        Set<Object> seen = new HashSet<>();
        for (EdgeNode edge : edges) {
            if (!seen.add(edge.hostName())) {
                throw Planner.problem("duplicate-name", edge.hostName().text());
            }
            if (!seen.add(edge.address())) {
                throw Planner.problem("duplicate-address", edge.address().text());
            }
        }
    }

    private static Optional<String> clusterNode(EdgeNode edge, SiteFacts facts) {
        return facts.cluster().map(ClusterSnapshot::nodes).orElse(List.of()).stream()
                .filter(node -> !node.isEdge())
                .filter(
                        node ->
                                node.name().equals(edge.hostName().text())
                                        || node.internalIps().contains(edge.address().text()))
                .map(ClusterSnapshot.Node::name)
                .findFirst();
    }

    private static boolean isControlPlane(EdgeNode edge, Subject subject, SiteFacts facts) {
        HostFacts controlPlane = facts.controlPlane().orElseThrow();
        boolean sameAddress =
                controlPlane
                        .value("ip.addresses")
                        .map(all -> Arrays.asList(all.split(" ", -1)))
                        .map(all -> all.contains(edge.address().text()))
                        .orElse(false);
        Optional<String> machine = facts.host(subject).flatMap(host -> host.value("machine.id"));
        return sameAddress
                || machine.isPresent() && machine.equals(controlPlane.value("machine.id"));
    }
}
