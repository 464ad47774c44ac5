package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Protocol;

/// The ports that one check of ways is about.
///
/// @param to equal to `from` for a single port
record FlowPorts(Protocol protocol, int from, int to) {
    static FlowPorts tcp(int port) {
        return tcp(port, port);
    }

    static FlowPorts tcp(int from, int to) {
        return new FlowPorts(Protocol.TCP, from, to);
    }

    boolean covers(Reach reach) {
        return reach.protocol() == protocol && from <= reach.port() && reach.port() <= to;
    }

    /// Whether a row of the release is about one of these ports.
    boolean meets(PortRow row) {
        return row.protocol() == protocol && row.from() >= from && row.to() <= to;
    }
}
