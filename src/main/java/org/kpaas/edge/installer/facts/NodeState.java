package org.kpaas.edge.installer.facts;

/// How far an edge node has come, read from the machines and the cluster at one moment; nothing of it is remembered.
/// From `CLEAN` on, each state includes those before it.
public enum NodeState {
    /// it could not be read, or the cluster could not
    UNKNOWN,
    /// a failed join, another cluster's node, or one that the cluster does not have any more: `keadm join` stops at it,
    /// and with it the run for all others (T67, T68)
    REMNANT,
    /// no trace of a deployment
    CLEAN,
    /// the container runtime runs
    RUNTIME,
    /// EdgeCore trusts this cluster, and the cluster has the node
    JOINED,
    /// the broker runs, and EdgeCore's file is as the scripts want it, by key: they edit it by line number, which may fail
    /// silently (T69)
    CONFIGURED,
    /// EdgeMesh works on it
    MESHED,
    /// the hardening step has left its mark (T56, T97)
    HARDENED;

    /// Whether the cluster has it: it stays out of a run (T67).
    public boolean isMember() {
        return compareTo(JOINED) >= 0;
    }

    /// Whether `keadm join` can work on it.
    public boolean mayJoin() {
        return this == CLEAN || this == RUNTIME;
    }
}
