package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One edge node to join.
///
/// @param hostName   the node's own host name, which becomes the Kubernetes node name (`EDGEn_NODE_HOSTNAME`, T11)
/// @param address    where the control plane reaches it over SSH (`EDGEn_NODE_PUBLIC_IP`)
/// @param port       its SSH port
/// @param user       the login name; the scripts expect the control plane's user (T20)
/// @param route      how the laptop reaches it
public record EdgeNode(
        HostName hostName,
        Ipv4 address,
        Port port,
        String user,
        Credential credential,
        Route route) {
    public EdgeNode {
        Access.checkUser(user);
    }

    /// How the laptop reaches an edge node. The deployment itself always goes from the control plane to the node.
    public enum Route {
        @JsonProperty("direct")
        DIRECT,
        @JsonProperty("via-control-plane")
        VIA_CONTROL_PLANE
    }
}
