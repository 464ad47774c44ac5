package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.run.EdgeLook;
import org.kpaas.edge.installer.run.Edges;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.Set;
import java.util.function.Supplier;

/// The edge nodes of a site, over the laptop's own connections.
///
/// @param site as it is at the moment of the question
record SiteEdges(Supplier<Site> site, Remote remote) implements Edges {
    private static final Set<String> UNREACHED = Set.of("refused", "filtered");

    @Override
    public EdgeLook look(String hostName) throws ProblemException, InterruptedException {
        Site now = site.get();
        return EdgeLook.at(remote.host(now.accessTo(edge(now, hostName))));
    }

    /// The control plane tries the port for a few seconds. Where it could not try, nothing speaks against it.
    @Override
    public boolean reached(String hostName) throws ProblemException, InterruptedException {
        Site now = site.get();
        EdgeNode edge = edge(now, hostName);
        String target = "tcp:" + edge.address() + ":" + edge.port();
        var subject = Subject.node(now.controlPlaneSubject().label());
        return Looker.ask(remote.host(now.controlPlane()), subject, target)
                .value(FactKeys.tcp(edge.address().text(), edge.port().number()))
                .filter(UNREACHED::contains)
                .isEmpty();
    }

    private static EdgeNode edge(Site site, String hostName) throws ProblemException {
        return site.edges().stream()
                .filter(edge -> edge.hostName().text().equals(hostName))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(Problem.of("run.edge-not-in-site", hostName)));
    }
}
