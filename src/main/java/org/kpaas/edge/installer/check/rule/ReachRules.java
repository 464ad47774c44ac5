package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Can the laptop read the hosts, and do both ways to an edge end at the same machine?
final class ReachRules {
    /// Seconds between two clocks: certificates and tokens of a minute in the future are refused (T74).
    private static final long CLOCK_WARN = 5;

    private static final long CLOCK_FAIL = 60;

    private ReachRules() {}

    static List<Row> rows() {
        return List.of(
                Row.site(Row.REACH_CONTROL_PLANE, ReachRules::controlPlane),
                Row.controlPlane("LAP-04", ReachRules::ordinaryUser),
                Row.site(Row.REACH_EDGE, ReachRules::edges),
                Row.edge("LAP-07", ReachRules::clock));
    }

    private static List<CheckResult> controlPlane(Site site, SiteFacts facts) {
        Say say = new Say(site.controlPlaneSubject());
        String label = site.controlPlane().label();
        if (facts.controlPlane().isPresent()) {
            return List.of(say.passed(label));
        }
        return List.of(
                facts.whyUnread(say.on())
                        .map(problem -> say.failed(word(problem), label))
                        .orElseGet(() -> say.unknown(Why.HOST_UNREAD)));
    }

    private static CheckResult ordinaryUser(HostView host) {
        return host.number(
                "user.uid",
                uid ->
                        host.say()
                                .advise(
                                        uid != 0,
                                        host.host().value("user.name").orElse("uid " + uid),
                                        "ubuntu"));
    }

    private static List<CheckResult> edges(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            results.add(edge(site, site.edges().get(i), facts, new Say(subjects.get(i))));
        }
        return results;
    }

    private static CheckResult edge(Site site, EdgeNode edge, SiteFacts facts, Say say) {
        String label = site.accessTo(edge).label();
        Optional<HostFacts> host = facts.host(say.on());
        if (host.isPresent()) {
            return otherMachine(facts, host.get(), say)
                    ? say.failed("other-machine", label)
                    : say.passed(label);
        }
        Optional<Problem> problem = facts.whyUnread(say.on());
        if (problem.isEmpty()) {
            return say.unknown(Why.HOST_UNREAD);
        }
        boolean throughBrokenDoor =
                edge.route() == EdgeNode.Route.VIA_CONTROL_PLANE
                        && facts.whyUnread(site.controlPlaneSubject()).isPresent();
        return throughBrokenDoor
                ? say.notAsked(Row.REACH_CONTROL_PLANE)
                : say.failed(word(problem.get()), label);
    }

    /// The laptop and the control plane each log in at the same address; behind NAT, or with an impostor in between, they
    /// may end at different machines.
    private static boolean otherMachine(SiteFacts facts, HostFacts edge, Say say) {
        Optional<String> seenByControlPlane =
                facts.controlPlane()
                        .flatMap(host -> host.value(FactKeys.edgeSsh(say.on().id()) + ".machine"));
        Optional<String> seenByLaptop = edge.value("machine.id");
        return seenByControlPlane.isPresent()
                && seenByLaptop.isPresent()
                && !seenByLaptop.equals(seenByControlPlane);
    }

    /// The last part of the problem's code, for instance `timed-out`.
    private static String word(Problem problem) {
        return problem.code().substring(problem.code().lastIndexOf('.') + 1);
    }

    private static CheckResult clock(EdgeNode edge, HostView host) {
        Optional<Span> own = offset(host.host());
        Optional<Span> reference = host.facts().controlPlane().flatMap(ReachRules::offset);
        if (own.isEmpty() || reference.isEmpty()) {
            return host.missing();
        }
        long apart = own.get().distance(reference.get());
        String found = apart + " s";
        if (apart > CLOCK_FAIL) {
            return host.say().failed(found, CLOCK_WARN + " s");
        }
        return host.say().advise(apart <= CLOCK_WARN, found, CLOCK_WARN + " s");
    }

    /// How far a host's clock is ahead of the laptop's: the answer came at some moment while we waited, so it is a span.
    private static Optional<Span> offset(HostFacts host) {
        Optional<Long> clock = host.number("clock.epoch");
        Optional<Long> before = host.number(FactKeys.SEEN_BEFORE);
        Optional<Long> after = host.number(FactKeys.SEEN_AFTER);
        if (clock.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Span(clock.get() - after.get(), clock.get() - before.get()));
    }

    private record Span(long low, long high) {
        long distance(Span other) {
            return Math.max(0, Math.max(low - other.high, other.low - high));
        }
    }
}
