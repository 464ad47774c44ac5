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
                Row.site("LAP-07", ReachRules::clocks));
    }

    private static List<CheckResult> controlPlane(Site site, SiteFacts facts) {
        Say say = new Say(site.controlPlaneSubject());
        String label = site.controlPlane().label();
        if (facts.controlPlane().isPresent()) {
            return List.of(say.passed(label));
        }
        return List.of(
                facts.whyUnread(say.on())
                        .map(
                                problem ->
                                        cause(facts, say.on(), problem)
                                                .map(say::notAsked)
                                                .orElseGet(() -> say.failed(word(problem), label)))
                        .orElseGet(() -> say.unknown(Why.HOST_UNREAD)));
    }

    /// The check that tells why the laptop cannot log in, if one does.
    private static Optional<String> cause(SiteFacts facts, Subject host, Problem problem) {
        if (LaptopRules.keyIsUseless(facts, host)) {
            return Optional.of("LAP-01");
        }
        if (host.kind() != Subject.Kind.CONTROL_PLANE) {
            return Optional.empty();
        }
        if (LaptopRules.isChangedKey(problem)) {
            return Optional.of("LAP-03");
        }
        return facts.laptop().flatMap(LaptopRules::brokenJump).map(hop -> "LAP-06");
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
            if (otherMachine(facts, host.get(), say)) {
                return say.failed("other-machine", label);
            }
            return otherKey(facts, host.get(), say)
                    ? say.failed("other-key", label)
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
                : cause(facts, say.on(), problem.get())
                        .map(say::notAsked)
                        .orElseGet(() -> say.failed(word(problem.get()), label));
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

    /// Somebody in between shows the control plane a key of his own and passes the rest on (T25). A host has several keys
    /// and each client chooses one, so the one that the control plane saw must be among those that the laptop read there.
    private static boolean otherKey(SiteFacts facts, HostFacts edge, Say say) {
        Optional<String> seenByControlPlane =
                facts.controlPlane()
                        .flatMap(host -> host.value(FactKeys.edgeSsh(say.on().id()) + ".hostkey"));
        Optional<String> own = edge.value("ssh.host.keys");
        return seenByControlPlane.isPresent()
                && own.isPresent()
                && !List.of(own.get().split(" +")).contains(seenByControlPlane.get())
                && !edge.value(FactKeys.SEEN_HOST_KEY).equals(seenByControlPlane);
    }

    /// The last part of the problem's code, for instance `timed-out`.
    private static String word(Problem problem) {
        return problem.code().substring(problem.code().lastIndexOf('.') + 1);
    }

    /// Everything is measured from the control plane, so that one wrong clock is told once; the laptop's own counts too,
    /// because it judges certificates.
    private static List<CheckResult> clocks(Site site, SiteFacts facts) {
        Optional<HostFacts> controlPlane = facts.controlPlane();
        var results = new ArrayList<CheckResult>();
        Say laptop = new Say(Subject.LAPTOP);
        if (controlPlane.isPresent()) {
            results.add(apart(laptop, Optional.of(new Span(0, 0)), offset(controlPlane.get())));
        } else {
            results.add(
                    facts.whyUnread(site.controlPlaneSubject()).isPresent()
                            ? laptop.notAsked(Row.REACH_CONTROL_PLANE)
                            : laptop.unknown(Why.HOST_UNREAD));
        }
        for (Subject on : site.edgeSubjects()) {
            results.add(
                    facts.host(on)
                            .map(
                                    edge ->
                                            apart(
                                                    new Say(on),
                                                    offset(edge),
                                                    controlPlane.flatMap(ReachRules::offset)))
                            .orElseGet(() -> Row.unread(facts, on, Row.REACH_EDGE)));
        }
        return results;
    }

    private static CheckResult apart(Say say, Optional<Span> own, Optional<Span> reference) {
        if (own.isEmpty() || reference.isEmpty()) {
            return say.unknown(Why.FACT_MISSING);
        }
        long apart = own.get().distance(reference.get());
        String found = apart + " s";
        if (apart > CLOCK_FAIL) {
            return say.failed(found, CLOCK_WARN + " s");
        }
        return say.advise(apart <= CLOCK_WARN, found, CLOCK_WARN + " s");
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
