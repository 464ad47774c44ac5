package org.kpaas.edge.installer.facts;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.site.Subject;

/// The result of one attempt to connect, from the real source to the real target.
///
/// @param from   who tried
/// @param target whom it was meant to reach; [Subject#CLUSTER] for the CloudCore service behind its address
/// @param to     the address, as `host:port`
/// @param port   the port that the guide talks about, for instance 10000 also where a node port was tried
/// @param wanted whether it has to be open; false for a port that must not be reachable from there
/// @param detail for people, for instance the error text; may be empty
public record Reach(
        Subject from,
        Subject target,
        String to,
        int port,
        Protocol protocol,
        Path path,
        boolean wanted,
        Result result,
        String detail) {
    /// An attempt to reach CloudCore under the address that edge nodes use.
    public static Reach cloudCore(Subject from, String to, int port, Result result, String detail) {
        return new Reach(
                from, Subject.CLUSTER, to, port, Protocol.TCP, Path.VIP, true, result, detail);
    }

    boolean isSameTry(Reach other) {
        return from.equals(other.from)
                && to.equals(other.to)
                && port == other.port
                && protocol == other.protocol;
    }

    /// The way that the attempt took.
    public enum Path {
        /// to the host's own address
        @JsonProperty("direct")
        DIRECT,
        /// to CloudCore's public address: an interface of a control plane node, or a load balancer
        @JsonProperty("vip")
        VIP,
        /// to a node port, as a load balancer goes there
        @JsonProperty("node-port")
        NODE_PORT
    }

    public enum Result {
        /// something listens and accepted
        @JsonProperty("open")
        OPEN,
        /// the path is open, nothing listens; only where no listener is known, see [#FILTERED]
        @JsonProperty("refused")
        REFUSED,
        /// no answer within the limit: a firewall drops it, or nobody has the address. With the detail `rejected`: a
        /// refusal although somebody listens there, so that it was a firewall, or a load balancer without the mapping
        @JsonProperty("filtered")
        FILTERED,
        /// the tool for it was missing, the name is unknown there, or the source could not be reached
        @JsonProperty("not-tried")
        NOT_TRIED
    }
}
