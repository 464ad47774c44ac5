package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How good is the edge's way to CloudCore, and do the hosts' own firewalls let in what comes?
final class LinkRules {
    private static final long MTU_WARN = 1400;
    private static final long LATENCY_WARN_MS = 100;
    private static final long LATENCY_FAIL_MS = 1000;
    private static final long LOSS_WARN_PERCENT = 5;

    private LinkRules() {}

    static List<Row> rows() {
        return List.of(
                Row.maybeEdge("EDG-30", LinkRules::mtu).needs("PORT-10000"),
                Row.maybeEdge("EDG-31", LinkRules::latency).needs("PORT-10000"),
                Row.everyHost("EDG-32", LinkRules::firewall));
    }

    /// Where nobody answers a ping, what the node's own interface allows is all that is known; it can be too little, but
    /// cannot show that the rest of the way is good.
    private static Optional<CheckResult> mtu(EdgeNode edge, HostView host) {
        if (host.site().cloudCore().isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> path = host.host().number("mtu.path");
        Optional<Long> device = host.host().number("mtu.device");
        if (path.isEmpty() && device.filter(it -> it < MTU_WARN).isEmpty()) {
            return Optional.of(host.say().unknown(Why.NO_ANSWER));
        }
        long bytes = path.or(() -> device).orElseThrow();
        return Optional.of(
                host.say()
                        .advise(bytes >= MTU_WARN, Long.toString(bytes), Long.toString(MTU_WARN)));
    }

    private static Optional<CheckResult> latency(EdgeNode edge, HostView host) {
        if (host.site().cloudCore().isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> lost = host.host().number("link.lost.percent");
        if (lost.isEmpty()) {
            return Optional.of(host.missing());
        }
        if (lost.get() == 100) {
            return Optional.of(host.say().notAsked("PORT-10000"));
        }
        return Optional.of(host.number("link.ms", ms -> judge(host.say(), ms, lost.get())));
    }

    private static CheckResult judge(Say say, long ms, long lost) {
        String found = ms + " ms, " + lost + "%";
        String wanted = LATENCY_WARN_MS + " ms, " + LOSS_WARN_PERCENT + "%";
        if (ms > LATENCY_FAIL_MS) {
            return say.failed(found, wanted);
        }
        return say.advise(ms <= LATENCY_WARN_MS && lost <= LOSS_WARN_PERCENT, found, wanted);
    }

    /// Rows that the engineer switched off are not wanted. A rule for some addresses counts as letting in: who may come
    /// is what the probes of the firewall step find out.
    private static CheckResult firewall(HostView host) {
        return host.release(
                release ->
                        HostFirewall.of(host.host())
                                .map(rules -> judge(host, release, rules))
                                .orElseGet(host::missing));
    }

    private static CheckResult judge(HostView host, Release release, HostFirewall rules) {
        return switch (rules) {
            case HostFirewall.Open open -> host.say().passed("off");
            case HostFirewall.Unclear unclear -> host.say().unknown(Why.UNCLEAR_RULES);
            case HostFirewall.Closed closed -> {
                List<String> barred =
                        rows(host, release).stream()
                                .filter(row -> !closed.admits(row))
                                .map(
                                        row ->
                                                row.range()
                                                        + "/"
                                                        + row.protocol()
                                                                .name()
                                                                .toLowerCase(java.util.Locale.ROOT))
                                .toList();
                yield host.say()
                        .advise(
                                barred.isEmpty(),
                                barred.isEmpty() ? closed.tool() : Listed.of(barred),
                                closed.tool());
            }
        };
    }

    private static List<Release.PortRow> rows(HostView host, Release release) {
        Release.Role role =
                host.on().kind() == Subject.Kind.EDGE
                        ? Release.Role.EDGE
                        : Release.Role.CONTROL_PLANE;
        Set<String> off =
                host.site().firewall().stream()
                        .filter(it -> !it.enabled())
                        .map(RowDecision::row)
                        .collect(Collectors.toSet());
        return release.ports().stream()
                .filter(row -> row.role() == role && !off.contains(row.id()))
                .filter(
                        row ->
                                row.meaning() == Release.Meaning.VITAL
                                        || row.meaning() == Release.Meaning.NEEDED)
                .toList();
    }
}
