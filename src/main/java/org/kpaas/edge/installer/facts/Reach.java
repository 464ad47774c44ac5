package org.kpaas.edge.installer.facts;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.site.Subject;

/// The result of one attempt to connect.
///
/// @param from   who tried
/// @param to     the address, as `host:port`
/// @param port   the port that the guide talks about, for instance 10000 also where a node port was tried
/// @param detail for people, for instance the error text; may be empty
public record Reach(Subject from, String to, int port, Result result, String detail) {
    public enum Result {
        /// something listens and accepted
        @JsonProperty("open")
        OPEN,
        /// the path is open, nothing listens
        @JsonProperty("refused")
        REFUSED,
        /// no answer within the limit: a firewall drops it, or nobody has the address
        @JsonProperty("filtered")
        FILTERED,
        /// the tool for it was missing, or the source could not be reached
        @JsonProperty("not-tried")
        NOT_TRIED
    }
}
