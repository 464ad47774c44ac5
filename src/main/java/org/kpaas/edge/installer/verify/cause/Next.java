package org.kpaas.edge.installer.verify.cause;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where in the product the next action after a cause is taken.
public enum Next {
    /// the checks: they look again, and offer the repair
    @JsonProperty("checks")
    CHECKS,
    /// the firewall page: what has to be open, from where to where
    @JsonProperty("firewall")
    FIREWALL,
    /// the CloudCore page: addresses and nodes
    @JsonProperty("cloudcore")
    CLOUDCORE,
    /// the list of edge nodes
    @JsonProperty("nodes")
    NODES,
    /// deploy again
    @JsonProperty("deploy")
    DEPLOY,
    /// look at the cluster again
    @JsonProperty("verify")
    VERIFY,
    /// read the log of the host or the pod
    @JsonProperty("logs")
    LOGS,
    /// clean one node, or all
    @JsonProperty("reset")
    RESET,
    /// by hand on the host that is named
    @JsonProperty("host")
    HOST,
    /// nothing has to be done
    @JsonProperty("none")
    NONE
}
