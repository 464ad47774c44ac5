package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is the way to CloudCore open? Before the deployment nothing listens there, so "refused" is a good answer: the packet came
/// back. Port 10000 is missing in every table of the guide, though every edge needs it (T79, T80).
final class PortRules {
    private PortRules() {}

    static List<Row> rows() {
        return List.of(cloudcore(10000), cloudcore(10002));
    }

    private static Row cloudcore(int port) {
        return Row.site("PORT-" + port, (site, facts) -> results(site, facts, port))
                .needs("VAR-03");
    }

    private static List<CheckResult> results(Site site, SiteFacts facts, int port) {
        var results = new ArrayList<CheckResult>();
        if (site.cloudCore().isEmpty()) {
            return results;
        }
        if (isOff(site, facts, port)) {
            return List.of(new Say(Subject.SITE).passed(FlowJudge.OFF));
        }
        reach(facts, Subject.LAPTOP, port)
                .filter(it -> it.result() != Reach.Result.FILTERED || !edgesTell(site, facts, port))
                .ifPresent(it -> results.add(fromLaptop(it, new Say(Subject.LAPTOP))));
        for (Subject edge : site.edgeSubjects()) {
            Say say = new Say(edge);
            results.add(
                    reach(facts, edge, port)
                            .map(it -> fromEdge(it, say))
                            .orElseGet(
                                    () ->
                                            facts.host(edge).isPresent()
                                                    ? say.unknown(Why.NOT_TRIED)
                                                    : Row.unread(facts, edge, Row.REACH_EDGE)));
        }
        return results;
    }

    private static boolean isOff(Site site, SiteFacts facts, int port) {
        return facts.release().stream()
                .flatMap(it -> it.ports().stream())
                .filter(it -> it.role() == Role.CONTROL_PLANE && it.from() == port)
                .anyMatch(it -> FlowJudge.switchedOff(site, it));
    }

    /// Whether an edge has an answer of its own: then nobody needs to hear that the laptop has no way there.
    private static boolean edgesTell(Site site, SiteFacts facts, int port) {
        return site.edgeSubjects().stream()
                .flatMap(edge -> reach(facts, edge, port).stream())
                .anyMatch(it -> it.result() != Reach.Result.NOT_TRIED);
    }

    private static Optional<Reach> reach(SiteFacts facts, Subject from, int port) {
        return facts.reach().stream()
                .filter(it -> it.path() == Reach.Path.VIP)
                .filter(it -> it.from().id().equals(from.id()) && it.port() == port)
                .findFirst();
    }

    private static CheckResult fromEdge(Reach reach, Say say) {
        return switch (reach.result()) {
            case OPEN -> say.passed("open");
            case REFUSED -> say.passed("refused");
            case FILTERED -> say.failed("filtered", reach.to());
            case NOT_TRIED -> say.unknown(Why.NOT_TRIED);
        };
    }

    /// The laptop needs no way there; that it has none is a hint about the firewall.
    private static CheckResult fromLaptop(Reach reach, Say say) {
        return switch (reach.result()) {
            case OPEN -> say.passed("open");
            case REFUSED -> say.passed("refused");
            case FILTERED -> say.warned("filtered", reach.to());
            case NOT_TRIED -> say.unknown(Why.NOT_TRIED);
        };
    }
}
