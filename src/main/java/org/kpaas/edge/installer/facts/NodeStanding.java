package org.kpaas.edge.installer.facts;

import java.util.List;
import java.util.Optional;

/// One edge node and how far it has come.
///
/// @param address where the control plane reaches it; empty for a node that only the cluster knows
/// @param inSite  whether the site has it; otherwise the ledger or the cluster does
/// @param lacks   what keeps it from the next state
/// @param runs    what the ledger on the control plane knows of it (T84)
public record NodeStanding(
        String hostName,
        String address,
        boolean inSite,
        NodeState state,
        List<Lack> lacks,
        Optional<Ledger.Node> runs) {
    public NodeStanding {
        lacks = List.copyOf(lacks);
    }

    /// Why a node is not further.
    public enum Lack {
        /// the host did not answer, or did not tell
        UNREAD,
        /// the cluster did not answer
        CLUSTER_UNREAD,
        /// it trusts another cluster
        OTHER_CLUSTER,
        /// the cluster has no such node
        NOT_LISTED,
        /// its service does not run
        STOPPED,
        /// the cluster does not hear from it
        NOT_READY,
        /// EdgeCore's file could not be read
        CONFIGURATION_UNREAD,
        /// `metaServer.enable` is not `true`: EdgeMesh cannot work (T69)
        META_SERVER,
        /// `clusterDNS` lacks EdgeMesh's address (T69)
        CLUSTER_DNS,
        /// `websocket.server` is not this site's CloudCore
        SERVER,
        /// the MQTT broker, which the release installs after the join, does not run (T29)
        BROKER,
        /// EdgeMesh's pod is not ready there, or its device is missing
        MESH,
        /// no sign of the hardening step
        HARDENING
    }
}
