package org.kpaas.edge.installer.verify.cause;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Every known trap: it has a rule, or there is a reason why it never shows as a cause.
final class Traps {
    static final Set<String> ALL = all();

    /// The unhealthy states that people see, by the rows of the field knowledge, and a node short of disk or memory.
    static final Set<String> ROWS =
            Set.of(
                    "cloudcore-pending",
                    "cloudcore-half",
                    "cloudcore-image",
                    "cloudcore-crash",
                    "external-ip",
                    "vip-unreachable",
                    "nodes-lost",
                    "join-failed",
                    "edge-missing-joined",
                    "edge-not-ready",
                    "fewer-edges",
                    "edge-version",
                    "calico-edge",
                    "nodelocaldns-edge",
                    "app-on-edge",
                    "mesh-crash-edge",
                    "mesh-crash-cloud",
                    "mesh-count",
                    "mesh-no-traffic",
                    "cluster-ip",
                    "edge-creating",
                    "edge-pull",
                    "logs-refused",
                    "mosquitto",
                    "terminating",
                    "namespace-terminating",
                    "nothing-changed",
                    "pressure",
                    "hardening");

    static final Map<String, String> NOT_SEEN =
            Map.ofEntries(
                    entry(
                            "T10",
                            "refused before a run (VAR-06, VAR-07): the run would act on the wrong"
                                    + " machine"),
                    entry(
                            "T14",
                            "refused before a run (VAR-08): a value never reaches a shell"
                                    + " unquoted"),
                    entry("T15", "cannot happen: each run has a login shell of its own"),
                    entry(
                            "T29",
                            "a consequence: the node that failed has its own cause, the ledger"
                                    + " names the others"),
                    entry("T34", "no failure: an impact that is agreed to before the run"),
                    entry("T54", "no failure: the token file is removed after the run"),
                    entry("T55", "no failure: tokens are redacted wherever they come from"),
                    entry(
                            "T63",
                            "no failure of the run: the file is backed up and merged (EDG-17)"),
                    entry("T76", "refused before a run (EDG-24)"),
                    entry("T78", "no failure: the board is outside the guide (EDG-03)"),
                    entry("T81", "no failure: dead rows of the guide are never judged"),
                    entry("T82", "no failure: the guide's sample is older than its release"),
                    entry("T84", "cannot happen: the reset takes every node of the ledger"),
                    entry("T89", "no cause: the residue proof names each item"),
                    entry("T90", "no cause: the residue proof names each item"),
                    entry(
                            "T94",
                            "no cause: a stopped run says which nodes still work (run.still-busy)"),
                    entry("T98", "cannot happen: the job's output is not buffered"),
                    entry(
                            "T99",
                            "no cause: a run is judged by its output and the state afterwards"),
                    entry("T100", "no cause: what runs now comes from the plugin or the task list"),
                    entry("T101", "no failure: connections are tried without the shared one"),
                    entry("T103", "refused before a run (REL-10)"));

    private Traps() {}

    private static Set<String> all() {
        var all = new TreeSet<String>();
        IntStream.rangeClosed(1, 104).mapToObj("T%02d"::formatted).forEach(all::add);
        return all;
    }
}
