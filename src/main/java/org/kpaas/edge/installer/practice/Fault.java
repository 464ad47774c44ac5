package org.kpaas.edge.installer.practice;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can be wrong at a practice site. The texts are `practice.fault.<name>.title`, what it is, and `.lesson`, what it
/// teaches; `<name>` is [#key].
public enum Fault {
    /// The first edge runs a 64-bit Intel system (T58).
    WRONG_ARCHITECTURE,
    /// The last edge is a Raspberry Pi that never got its memory cgroup (T59, T60).
    PI_WITHOUT_MEMORY_CGROUP,
    /// The first and the last edge share one host name (T09); needs two edges.
    DUPLICATE_HOST_NAME,
    /// The first edge calls itself `ubuntu` (T11).
    WRONG_HOST_NAME,
    /// A firewall drops what goes to CloudCore's message port (T79).
    PORT_10000_BLOCKED,
    /// A firewall drops what goes to CloudCore's certificate port (T66).
    PORT_10002_BLOCKED,
    /// The last edge is switched off (T24, T104).
    UNREACHABLE_EDGE,
    /// The last edge does not know the control plane's key (T21).
    KEY_REFUSED,
    /// `sudo` asks for a password on the last edge (T23).
    SUDO_PASSWORD,
    /// The login password of the last edge has expired (T77, T97).
    PASSWORD_EXPIRED,
    /// The last edge runs an image whose password was set a hundred days ago: hardening ends all logins there (T97).
    OLD_IMAGE,
    /// The last edge's clock is two hours late (T74).
    CLOCK_WRONG,
    /// The first edge has been joined before (T67).
    ALREADY_JOINED,
    /// The last edge is a node of a cluster already (T10, T64).
    EDGE_IS_CLUSTER_NODE,
    /// `keadm join` fails on the last edge, after the others have joined (T29, T62).
    FAILING_TASK,
    /// Every link is lost in the middle of the run, and comes back after a moment (T32).
    LOST_LINK,
    /// The control plane offers a host key that nobody announced (T25).
    HOST_KEY_CHANGED,
    /// The templates were filled in for another address by an earlier run (T42).
    BURNT_TEMPLATES,
    /// The cluster's variables were saved with Windows line ends (T13).
    CRLF_VARIABLES,
    /// The cluster's variables are empty, as in a checkout that did not install this cluster (T16).
    EMPTY_CLUSTER_VARIABLES,
    /// There is no checkout in the home folder (T17).
    NO_CHECKOUT,
    /// The checkout is of a release that the product does not know (T01, T03).
    UNKNOWN_RELEASE,
    /// Files of the checkout belong to root (T18).
    ROOT_OWNED_FILES,
    /// Ansible is not installed for the login shell (T19).
    NO_ANSIBLE,
    /// Somebody else's playbook runs on the control plane (T103).
    ANSIBLE_RUNNING,
    /// A worker of the cluster is not ready.
    WORKER_NOT_READY,
    /// The last edge was made from a copy of the first one's card.
    CLONED_CARD,
    /// The first edge has less memory than `keadm` accepts.
    LITTLE_MEMORY,
    /// The card of the last edge is full (T75).
    DISK_FULL,
    /// The power supply of the last edge, a Raspberry Pi, is too weak.
    UNDERVOLTAGE,
    /// A name server answers on the last edge's port 53 (T73).
    PORT_TAKEN,
    /// The lines for the broker are in the last edge's configuration already (T71).
    DOUBLED_BROKER_LINES,
    /// Another program installs packages on the last edge (T70).
    PACKAGES_LOCKED,
    /// The first edge lacks programs that the scripts call.
    MISSING_TOOLS,
    /// The kernel of the last edge lacks modules.
    MISSING_MODULES,
    /// The first edge is in a network that the cluster uses for itself (T76).
    OVERLAPPING_NETWORK,
    /// The first edge has a kubeconfig of the cluster (T87).
    KUBECONFIG_ON_EDGE,
    /// The first edge has no Python.
    NO_PYTHON,
    /// The first edge goes through a proxy (T28).
    PROXY_SET,
    /// A file in `host_vars` wins over the inventory (T21).
    HOST_VARIABLES,
    /// Somebody changed a role of the checkout.
    CHANGED_ROLE,
    /// The program for the edges was not fetched from the large file store.
    BROKEN_KEADM,
    /// A service has one of CloudCore's node ports (T46).
    NODE_PORT_TAKEN,
    /// The namespace of an earlier deployment does not go away (T85).
    NAMESPACE_STUCK,
    /// A node that was not chosen has CloudCore's label (T38).
    STALE_LABEL,
    /// The control plane admits no ordinary pods (T52).
    TAINTED_CONTROL_PLANE,
    /// Other programs have reserved the memory of a node that was chosen for CloudCore.
    FULL_NODE,
    /// Somebody's namespace, settings and pods begin as the platform's own names do (guide 4).
    RESERVED_NAMES;

    /// These change what is known about a host or the checkout as a whole, or speak of the same thing as another one; with
    /// them, other faults would not show.
    private static final Set<Fault> ALONE =
            EnumSet.of(
                    WRONG_HOST_NAME,
                    UNREACHABLE_EDGE,
                    PASSWORD_EXPIRED,
                    HOST_KEY_CHANGED,
                    EMPTY_CLUSTER_VARIABLES,
                    NO_CHECKOUT,
                    UNKNOWN_RELEASE);

    /// These show in the plan, while the deployment runs or in the check of names; no check of the site tells them.
    private static final Set<Fault> LATER =
            EnumSet.of(FAILING_TASK, LOST_LINK, OLD_IMAGE, RESERVED_NAMES);

    /// All faults that the checks can tell at once on one site of two edges.
    public static Set<Fault> together() {
        var all = EnumSet.allOf(Fault.class);
        all.removeAll(ALONE);
        all.removeAll(LATER);
        return all;
    }

    /// The name in the text keys, for instance `wrong-architecture`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
