package org.kpaas.edge.installer.practice;

/// What can be wrong at a practice site. The texts are `practice.fault.<name>.title`, what it is, and `.lesson`, what it
/// teaches.
public enum Fault {
    /// The first edge runs a 64-bit Intel system (T58).
    WRONG_ARCHITECTURE,
    /// The last edge is a Raspberry Pi that never got its memory cgroup (T59, T60).
    PI_WITHOUT_MEMORY_CGROUP;

    /// The name in the text keys, for instance `wrong-architecture`.
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
