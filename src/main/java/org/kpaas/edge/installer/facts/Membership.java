package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Subject;

import java.util.Optional;

/// Whether an edge node is part of the cluster already. `keadm join` stops at a node that is or was, and with it the run
/// for all others (T67, T68); so a joined node stays out of a run, and what is left of another life has to be cleaned.
public enum Membership {
    /// no trace of a join
    APART,
    /// EdgeCore runs, trusts this cluster, and the cluster has the node
    JOINED,
    /// a failed join, another cluster's node, or one that the cluster does not have any more
    REMNANT,
    UNKNOWN;

    /// @param subject of that edge node
    public static Membership of(SiteFacts facts, EdgeNode edge, Subject subject) {
        Optional<HostFacts> host = facts.host(subject);
        Optional<Boolean> folder = host.flatMap(it -> it.flag("kubeedge.dir"));
        if (folder.isEmpty()) {
            return UNKNOWN;
        }
        boolean active = host.flatMap(it -> it.flag("edgecore.active")).orElse(false);
        if (!active) {
            return folder.get() ? REMNANT : APART;
        }
        boolean listed = facts.cluster().flatMap(it -> it.node(edge.hostName().text())).isPresent();
        return folder.get() && listed && !trustsAnother(facts, host) ? JOINED : REMNANT;
    }

    private static boolean trustsAnother(SiteFacts facts, Optional<HostFacts> host) {
        Optional<String> trusted = host.flatMap(it -> it.value("kubeedge.ca"));
        Optional<String> ours = facts.controlPlane().flatMap(it -> it.value("kubeedge.ca"));
        return trusted.isPresent() && ours.isPresent() && !trusted.equals(ours);
    }
}
