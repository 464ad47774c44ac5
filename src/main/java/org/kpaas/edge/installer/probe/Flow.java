package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;

/// One connection that a site needs, or must not allow, from its real source to its real target.
///
/// @param target    [Subject#CLUSTER] for the CloudCore service behind its address
/// @param address   IPv4 address or name that the source connects to
/// @param port      the port that the guide talks about
/// @param actual    the port that is tried, for instance the node port behind a load balancer
/// @param wanted    false for what must not be reachable
/// @param row       the release's row, for instance `control-plane/tcp/10002`
/// @param listeners where something has to listen for the time of the probe, unless something does already
public record Flow(
        Subject from,
        Subject target,
        String address,
        int port,
        int actual,
        Protocol protocol,
        Reach.Path path,
        boolean wanted,
        String row,
        List<Spot> listeners) {
    public Flow {
        listeners = List.copyOf(listeners);
    }

    /// A place to listen.
    ///
    /// @param address the address to bind to, one of the host's own
    public record Spot(Subject host, String address, int port, Protocol protocol) {
        /// As the scripts take it.
        String word() {
            return Flow.word(protocol, address, port);
        }
    }

    /// What the source tries, as the scripts take it, for instance `tcp:10.0.0.5:10000`.
    String word() {
        return word(protocol, address, actual);
    }

    Reach reach(Reach.Result result, String detail) {
        return new Reach(
                from, target, address + ":" + actual, port, protocol, path, wanted, result, detail);
    }

    private static String word(Protocol protocol, String address, int port) {
        return (protocol == Protocol.TCP ? "tcp:" : "udp:") + address + ":" + port;
    }
}
