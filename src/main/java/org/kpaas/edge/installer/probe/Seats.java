package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Shell;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The way to run a script on each host of a probe. The cluster's other nodes are reached through the control plane, as
/// the platform's own scripts do it; the same login name is taken there.
final class Seats {
    private final Site site;
    private final SiteFacts facts;
    private final Remote remote;

    Seats(Site site, SiteFacts facts, Remote remote) {
        this.site = site;
        this.facts = facts;
        this.remote = remote;
    }

    /// A connection, and the command to run over it.
    record Seat(Host host, Command command) {}

    Seat on(Subject subject, String script, Duration limit, List<String> arguments)
            throws RemoteException, InterruptedException {
        Command there = Script.named(script).with(limit, arguments.toArray(String[]::new));
        return switch (subject.kind()) {
            case EDGE -> {
                int index = site.edgeSubjects().indexOf(subject);
                yield new Seat(remote.host(site.accessTo(site.edges().get(index))), there);
            }
            case NODE -> new Seat(remote.host(site.controlPlane()), behind(subject, there));
            default -> new Seat(remote.host(site.controlPlane()), there);
        };
    }

    private Command behind(Subject node, Command there) {
        String address =
                facts.cluster()
                        .flatMap(cluster -> cluster.node(node.label()))
                        .map(ClusterSnapshot.Node::internalIps)
                        .orElseThrow()
                        .getFirst();
        var argv =
                new ArrayList<>(
                        List.of(
                                "ssh",
                                "-o",
                                "BatchMode=yes",
                                "-o",
                                "ConnectTimeout=5",
                                "-o",
                                "ControlMaster=no",
                                site.controlPlane().user() + "@" + address));
        argv.add(Shell.line(there.argv()));
        return new Command(argv, there.stdin(), there.limit());
    }
}
