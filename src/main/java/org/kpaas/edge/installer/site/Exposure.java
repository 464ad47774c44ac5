package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How CloudCore is reached from outside. Source: edge install guide, 2.1.6.
public enum Exposure {
    /// An extra network interface with a public address on one control plane node.
    @JsonProperty("interface")
    INTERFACE,
    /// A load balancer of the cloud that maps 10000–10004 to the node ports 30000–30004.
    @JsonProperty("load-balancer")
    LOAD_BALANCER
}
