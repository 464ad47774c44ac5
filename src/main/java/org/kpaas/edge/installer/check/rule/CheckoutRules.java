package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.ShellVariables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Can the scripts of the checkout do their work on the control plane?
final class CheckoutRules {
    /// What a run writes there is small; a full disk makes the script start with yesterday's inventory (T18).
    private static final long HOME_FREE_KIB = 200 * 1024;

    private static final long FULL_PERCENT = 99;

    private static final List<String> MASTER =
            List.of("MASTER1_NODE_HOSTNAME", "MASTER1_NODE_PUBLIC_IP", "MASTER1_NODE_PRIVATE_IP");

    private CheckoutRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("REL-06", CheckoutRules::clusterVariables).needs("REL-01"),
                Row.controlPlane("REL-07", CheckoutRules::writable).needs("REL-01"),
                Row.controlPlane("REL-08", CheckoutRules::keadm).needs("REL-01"),
                Row.controlPlane("REL-09", CheckoutRules::hardening).needs("REL-01"),
                Row.controlPlane("REL-10", CheckoutRules::alone),
                Row.controlPlane("REL-11", CheckoutRules::lineEnds).needs("REL-01"));
    }

    /// Without the first control plane's values the inventory cannot be parsed and nothing is done, with success (T16).
    private static CheckResult clusterVariables(HostView host) {
        return host.text(
                FactKeys.CLUSTER_VARIABLES,
                text -> {
                    var variables = ShellVariables.parse(text);
                    List<String> empty =
                            MASTER.stream().filter(it -> variables.value(it).isEmpty()).toList();
                    if (!empty.isEmpty()) {
                        return host.say().failed(Listed.of(empty), "cp-cluster-vars.sh");
                    }
                    String name = variables.value(MASTER.getFirst()).orElseThrow();
                    String address = variables.value(MASTER.getLast()).orElseThrow();
                    return host.facts()
                            .cluster()
                            .flatMap(cluster -> stranger(cluster, name, address))
                            .map(found -> host.say().failed(found, liveNames(host)))
                            .orElseGet(() -> host.say().passed(name + " " + address));
                });
    }

    /// What the variables say about the first control plane, when the cluster has no such node.
    private static Optional<String> stranger(ClusterSnapshot cluster, String name, String address) {
        boolean live =
                cluster.node(name).map(node -> node.internalIps().contains(address)).orElse(false);
        return live ? Optional.empty() : Optional.of(name + " " + address);
    }

    private static String liveNames(HostView host) {
        return host.facts().cluster().stream()
                .flatMap(cluster -> ClusterView.controlPlanes(cluster).stream())
                .map(node -> node.name() + " " + String.join("/", node.internalIps()))
                .reduce((one, other) -> one + ", " + other)
                .orElse("–");
    }

    private static CheckResult writable(HostView host) {
        return host.names(
                "unwritable",
                barred ->
                        barred.isEmpty()
                                ? host.number("disk.home.free.kib", free -> room(host, free))
                                : host.say().failed(Listed.of(barred), "chown"));
    }

    /// A disk without inodes is full as well, whatever its free space.
    private static CheckResult room(HostView host, long free) {
        long inodes = host.host().number("disk.home.inodes.used.percent").orElse(0L);
        String found = Size.ofKib(free) + (inodes < FULL_PERCENT ? "" : ", inodes " + inodes + "%");
        return host.say()
                .judge(
                        free >= HOME_FREE_KIB && inodes < FULL_PERCENT,
                        found,
                        Size.ofKib(HOME_FREE_KIB));
    }

    /// Hardening programs run as root on every host, and nobody can read what they do (T56).
    private static CheckResult hardening(HostView host) {
        List<String> sums =
                Stream.of("security.amd64", "security.arm64")
                        .flatMap(key -> host.host().value(key).stream())
                        .toList();
        if (sums.isEmpty()) {
            return host.missing();
        }
        return host.release(
                release -> {
                    List<String> there =
                            sums.stream().filter(it -> !it.equals("none")).distinct().toList();
                    List<String> strange =
                            there.stream().filter(it -> !release.hardening().contains(it)).toList();
                    List<String> shown = strange.isEmpty() ? there : strange;
                    return host.say()
                            .advise(
                                    strange.isEmpty(),
                                    shown.isEmpty() ? "none" : Listed.of(shown),
                                    release.id());
                });
    }

    /// The program says itself which release it is of; a pointer or a broken download cannot.
    private static CheckResult keadm(HostView host) {
        List<String> states =
                Stream.of("keadm.amd64", "keadm.arm64")
                        .flatMap(key -> host.host().value(key).stream().map(it -> key + " " + it))
                        .toList();
        if (states.isEmpty()) {
            return host.missing();
        }
        List<String> broken = states.stream().filter(it -> it.endsWith("broken")).toList();
        Optional<String> version = host.host().value("keadm.version");
        Optional<String> wanted = host.facts().release().map(it -> it.versions().kubeedge());
        if (broken.isEmpty()
                && version.isPresent()
                && wanted.isPresent()
                && !version.equals(wanted)) {
            return host.say().failed("keadm " + version.get(), wanted.get());
        }
        return host.say()
                .judge(broken.isEmpty(), Listed.of(broken.isEmpty() ? states : broken), "keadm");
    }

    /// Two runs at once write over each other's inventory (T103).
    private static CheckResult alone(HostView host) {
        Optional<String> ours = host.host().value("job.running");
        if (ours.isPresent()) {
            String who = host.host().value("job.who").map(it -> ", " + it).orElse("");
            return host.say().failed(ours.get() + who, "none");
        }
        return host.flag(
                "ansible.running",
                running ->
                        host.say().judge(!running, running ? "ansible-playbook" : "none", "none"));
    }

    /// CRLF from Windows makes every value of the cluster's variables wrong (T13); we write the edge's ones anew.
    private static CheckResult lineEnds(HostView host) {
        Optional<List<String>> cluster = flaws(host, FactKeys.CLUSTER_VARIABLES);
        if (cluster.isEmpty()) {
            return host.missing();
        }
        if (!cluster.get().isEmpty()) {
            return host.say().failed("cp-cluster-vars.sh: " + Listed.of(cluster.get()), "LF");
        }
        List<String> edge = flaws(host, FactKeys.EDGE_VARIABLES).orElse(List.of());
        return host.say()
                .advise(
                        edge.isEmpty(),
                        edge.isEmpty() ? "LF" : "cp-edge-vars.sh: " + Listed.of(edge),
                        "LF");
    }

    private static Optional<List<String>> flaws(HostView host, String file) {
        Optional<Boolean> crlf = host.host().flag(file + ".crlf");
        Optional<Boolean> bom = host.host().flag(file + ".bom");
        Optional<String> text = host.host().text(file);
        if (crlf.isEmpty() && bom.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        var flaws = new ArrayList<String>();
        if (crlf.orElse(false) || text.map(it -> it.contains("\r")).orElse(false)) {
            flaws.add("CRLF");
        }
        if (bom.orElse(false) || text.map(it -> it.startsWith("\ufeff")).orElse(false)) {
            flaws.add("BOM");
        }
        return Optional.of(flaws);
    }
}
