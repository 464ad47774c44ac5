package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.util.Optional;

/// Where a log of a site is read: on the edge node itself, or on the control plane.
///
/// @param clusters opens the cluster, to look where a pod runs
record SiteLogs(Site site, Remote remote, Opener clusters) {
    interface Opener {
        Cluster open() throws ProblemException, InterruptedException;
    }

    /// A log with the host that has it.
    record Place(Host host, LogSource source) {}

    /// @param hostName the edge node, where it is known
    /// @throws ProblemException `logs.unknown-pod`, `run.edge-not-in-site`, or when the host does not answer
    Place find(LogSource source, Optional<String> hostName)
            throws ProblemException, InterruptedException {
        return switch (source) {
            case LogSource.Unit unit -> new Place(edge(hostName.orElse("")), unit);
            case LogSource.Pod pod when hostName.isPresent() ->
                    new Place(edge(hostName.get()), pod.onEdge(true));
            case LogSource.Pod pod -> whereItRuns(pod);
        };
    }

    private Place whereItRuns(LogSource.Pod pod) throws ProblemException, InterruptedException {
        String name = pod.namespace() + "/" + pod.name();
        try (Cluster cluster = clusters.open()) {
            var snapshot = cluster.snapshot();
            Pod found =
                    snapshot.podsIn(pod.namespace()).stream()
                            .filter(each -> each.name().equals(pod.name()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new ProblemException(
                                                    Problem.of("logs.unknown-pod", name)));
            boolean onEdge =
                    snapshot.node(found.node()).filter(Node::isEdge).isPresent()
                            || known(found.node()).isPresent();
            return onEdge
                    ? new Place(edge(found.node()), pod.onEdge(true))
                    : new Place(remote.host(site.controlPlane()), pod.onEdge(false));
        }
    }

    private Optional<EdgeNode> known(String hostName) {
        return site.edges().stream()
                .filter(edge -> edge.hostName().text().equals(hostName))
                .findFirst();
    }

    private Host edge(String hostName) throws ProblemException, InterruptedException {
        EdgeNode edge =
                known(hostName)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of("run.edge-not-in-site", hostName)));
        return remote.host(site.accessTo(edge));
    }
}
