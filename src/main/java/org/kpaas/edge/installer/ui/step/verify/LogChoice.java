package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.Verification;

import java.util.Arrays;
import java.util.Optional;

/// A log that a row of the verification has: the journal of an edge node's services, or the containers of a pod.
///
/// @param name     of the node, or of the pod as `namespace/name`
/// @param hostName the edge node that has it; empty for a pod in the cloud
public record LogChoice(String name, LogSource source, Optional<String> hostName) {

    /// Of an edge node of the site: others cannot be logged into.
    static Optional<LogChoice> of(Site site, Verification.NodeRow row) {
        return edge(site, row.name(), "edgecore");
    }

    /// Of a pod that some node has taken.
    static Optional<LogChoice> of(Site site, Verification.PodRow row) {
        return row.pod().filter(pod -> !pod.node().isEmpty()).map(pod -> of(site, pod));
    }

    /// Of the node or of the pod that a row is about; a row about services opens the first that it names.
    static Optional<LogChoice> of(Site site, Row row, Verification found) {
        return switch (row.id().area()) {
            case NODES, EDGES ->
                    edge(
                            site,
                            row.subject(),
                            row.reason().stream()
                                    .flatMap(it -> Arrays.stream(it.found().split(", ")))
                                    .filter(LogSource.UNITS::contains)
                                    .findFirst()
                                    .orElse("edgecore"));
            case PODS ->
                    found.pods().stream()
                            .filter(pod -> pod.workload().equals(row.subject()))
                            .filter(
                                    pod ->
                                            pod.pod()
                                                    .map(Pod::name)
                                                    .equals(row.reason().map(Row.Reason::object)))
                            .findFirst()
                            .flatMap(pod -> of(site, pod));
            case OBJECTS -> Optional.empty();
        };
    }

    /// The journal of another service of the same node.
    LogChoice unit(String unit) {
        return new LogChoice(name, new LogSource.Unit(unit), hostName);
    }

    private static Optional<LogChoice> edge(Site site, String name, String unit) {
        return isEdge(site, name)
                ? Optional.of(new LogChoice(name, new LogSource.Unit(unit), Optional.of(name)))
                : Optional.empty();
    }

    private static LogChoice of(Site site, Pod pod) {
        return new LogChoice(
                pod.namespace() + "/" + pod.name(),
                new LogSource.Pod(pod.namespace(), pod.name(), isEdge(site, pod.node())),
                Optional.of(pod.node()).filter(node -> isEdge(site, node)));
    }

    private static boolean isEdge(Site site, String name) {
        return site.edges().stream().anyMatch(edge -> edge.hostName().text().equals(name));
    }
}
