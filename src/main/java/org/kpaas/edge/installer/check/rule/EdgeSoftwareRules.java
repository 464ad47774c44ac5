package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.site.EdgeNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Is something on the edge already that the scripts would trip over?
final class EdgeSoftwareRules {
    /// Older lists name versions that the archive has replaced since, and nobody refreshes them (T70).
    private static final long LISTS_WARN_DAYS = 30;

    /// What the scripts change after the join: keys of EdgeCore's file, by line number, and the broker.
    private static final Map<Lack, String> SETTINGS =
            new TreeMap<>(
                    Map.of(
                            Lack.META_SERVER,
                            "metaServer",
                            Lack.CLUSTER_DNS,
                            "clusterDNS",
                            Lack.BROKER,
                            "mosquitto"));

    private EdgeSoftwareRules() {}

    static List<Row> rows() {
        return List.of(
                Row.edge("EDG-14", EdgeSoftwareRules::foreignRuntime),
                Row.edge("EDG-15", EdgeSoftwareRules::joined),
                Row.edge("EDG-16", EdgeSoftwareRules::crio),
                Row.maybeEdge("EDG-17", EdgeSoftwareRules::registries),
                Row.edge("EDG-19", EdgeSoftwareRules::mosquitto).needs("EDG-15"),
                Row.edge("EDG-20", EdgeSoftwareRules::packages),
                Row.edge("EDG-21", EdgeSoftwareRules::tools),
                Row.edge("EDG-22", EdgeSoftwareRules::modules),
                Row.edge("EDG-28", EdgeSoftwareRules::kubeconfig));
    }

    /// EdgeCore refuses to start beside a kubelet; an edge with one may be a node of the cluster (T10, T64).
    private static CheckResult foreignRuntime(EdgeNode edge, HostView host) {
        List<String> barring = running(host, "kubelet", "k3s");
        if (!barring.isEmpty()) {
            return host.say().failed(Listed.of(barring), "none");
        }
        if (host.host().flag("kubelet.active").isEmpty()) {
            return host.missing();
        }
        List<String> others = running(host, "docker", "containerd");
        return host.say()
                .advise(others.isEmpty(), others.isEmpty() ? "none" : Listed.of(others), "none");
    }

    private static List<String> running(HostView host, String... units) {
        var active = new ArrayList<String>();
        for (String unit : units) {
            if (host.host().flag(unit + ".active").orElse(false)) {
                active.add(unit);
            }
        }
        return active;
    }

    /// `keadm join` stops at a node that has been joined, and one such node stops the run for all (T67, T68); a node that
    /// works is left out of the run.
    ///
    /// One whose run broke off works without a right configuration (T29, T69).
    private static CheckResult joined(EdgeNode edge, HostView host) {
        return switch (state(edge, host)) {
            case UNKNOWN -> host.missing();
            case CLEAN, RUNTIME -> host.say().passed("none");
            case JOINED -> configured(edge, host);
            case CONFIGURED, MESHED, HARDENED -> host.say().passed("joined");
            case REMNANT -> {
                boolean active = host.host().flag("edgecore.active").orElse(false);
                String found = active ? "edgecore" : "/etc/kubeedge";
                yield host.say().failed(found + authority(host), "none");
            }
        };
    }

    private static CheckResult configured(EdgeNode edge, HostView host) {
        List<String> wrong =
                Ladder.lacks(host.site(), host.facts(), edge, host.on()).stream()
                        .flatMap(lack -> Optional.ofNullable(SETTINGS.get(lack)).stream())
                        .toList();
        return host.say()
                .advise(
                        wrong.isEmpty(),
                        wrong.isEmpty() ? "joined" : String.join(", ", wrong),
                        String.join(", ", SETTINGS.values()));
    }

    private static NodeState state(EdgeNode edge, HostView host) {
        return Ladder.state(host.site(), host.facts(), edge, host.say().on());
    }

    /// Whose node it was: the certificate that it trusts is this cluster's or another's.
    private static String authority(HostView host) {
        Optional<String> trusted = host.host().value("kubeedge.ca");
        Optional<String> ours = host.facts().controlPlane().flatMap(it -> it.value("kubeedge.ca"));
        return trusted.map(
                        it ->
                                ours.map(mine -> it.equals(mine) ? ", CA =" : ", CA ≠")
                                        .orElse(
                                                ", CA "
                                                        + it.substring(
                                                                0, Math.min(12, it.length()))))
                .orElse("");
    }

    private static CheckResult crio(EdgeNode edge, HostView host) {
        Optional<String> version = host.host().value("crio.version");
        if (version.isEmpty()) {
            return host.host().flag("crio.active").isPresent()
                    ? host.say().passed("none")
                    : host.missing();
        }
        return host.release(
                release -> {
                    List<String> wanted = release.versions().crioEdge();
                    String driver = host.host().value("crio.cgroup.manager").orElse("systemd");
                    String found = version.get() + ", " + driver;
                    return host.say()
                            .advise(
                                    Versions.inAny(version.get(), wanted)
                                            && driver.equals("systemd"),
                                    found,
                                    wanted.getFirst() + ", systemd");
                });
    }

    /// The script writes its own over it (T63).
    private static Optional<CheckResult> registries(EdgeNode edge, HostView host) {
        return host.host()
                .flag("registries.custom")
                .map(
                        custom ->
                                host.say()
                                        .advise(
                                                !custom,
                                                "/etc/containers/registries.conf",
                                                "none"));
    }

    /// The script appends its two lines at every run; twice, the broker does not start any more (T71).
    private static CheckResult mosquitto(EdgeNode edge, HostView host) {
        if (state(edge, host).isMember()) {
            return host.say().notAsked("EDG-15");
        }
        return host.number(
                "mosquitto.lines",
                lines -> host.say().judge(lines == 0, Long.toString(lines), "0"));
    }

    /// The role installs mosquitto without refreshing the lists first, and does not wait for the lock (T70).
    private static CheckResult packages(EdgeNode edge, HostView host) {
        if (host.host().flag("apt.locked").orElse(false)) {
            return host.say().failed("locked", "free");
        }
        return host.release(
                release -> {
                    boolean broker =
                            release.tasks().stream()
                                    .anyMatch(
                                            task ->
                                                    task.name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .contains("install mosquitto"));
                    return host.value(
                            "mosquitto.candidate",
                            candidate -> {
                                if (broker && candidate.equals("none")) {
                                    return host.say().failed("no-mosquitto", "mosquitto");
                                }
                                if (broker
                                        && !host.host()
                                                .flag("mosquitto.installable")
                                                .orElse(true)) {
                                    return host.say().failed("not-installable", "mosquitto");
                                }
                                return openTemp(host, broker ? candidate : "–", broker);
                            });
                });
    }

    /// Hardening of an earlier run takes the sticky bit, and package tools fail (T30, T56).
    private static CheckResult openTemp(HostView host, String candidate, boolean installs) {
        String mode = host.host().value("tmp.mode").orElse("1777");
        long today = Duration.ofSeconds(host.facts().taken().getEpochSecond()).toDays();
        long age = today - host.host().number("apt.lists.day").orElse(today);
        if (installs && mode.equals("1777") && age > LISTS_WARN_DAYS) {
            return host.say().warned("lists " + age + " d", LISTS_WARN_DAYS + " d");
        }
        return host.say()
                .advise(
                        mode.equals("1777"),
                        mode.equals("1777") ? candidate : "/tmp " + mode,
                        "/tmp 1777");
    }

    private static CheckResult tools(EdgeNode edge, HostView host) {
        return complete(host, "tools.missing");
    }

    private static CheckResult modules(EdgeNode edge, HostView host) {
        return complete(host, "modules.missing");
    }

    private static CheckResult complete(HostView host, String key) {
        return host.names(
                key,
                missing ->
                        host.say()
                                .judge(
                                        missing.isEmpty(),
                                        missing.isEmpty() ? "complete" : Listed.of(missing),
                                        "complete"));
    }

    /// With it, a reset on the edge deletes the namespace of the cloud (T87).
    private static CheckResult kubeconfig(EdgeNode edge, HostView host) {
        return host.flag(
                "root.kubeconfig",
                there -> host.say().judge(!there, there ? "/root/.kube/config" : "none", "none"));
    }
}
