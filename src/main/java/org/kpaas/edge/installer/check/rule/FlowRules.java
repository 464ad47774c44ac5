package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/// Are the ways between the hosts open, and only those? Judged by attempts from the real source to the real target. Source:
/// edge install guide 2.1.4, and what the release's programs really do (T46, T49, T72, T81).
final class FlowRules {
    private static final String STORAGE = "STORAGE_TYPE";

    private FlowRules() {}

    static List<Row> rows() {
        return List.of(
                Row.site("PORT-30000-30004", FlowRules::nodePorts).needs("VAR-03"),
                row("PORT-20006", FlowPorts.tcp(20006), FlowRules::isRelay),
                row("PORT-22", FlowPorts.tcp(22), FlowRules::always),
                row("PORT-6443", FlowPorts.tcp(6443), FlowRules::always),
                row("PORT-2379-2380", FlowPorts.tcp(2379, 2380), FlowRules::never),
                row("PORT-10250", FlowPorts.tcp(10250), FlowRules::never),
                row("PORT-4789", new FlowPorts(Protocol.UDP, 4789, 4789), FlowRules::never),
                row("PORT-1883-1884", FlowPorts.tcp(1883, 1884), FlowRules::never),
                nfs("PORT-111", 111),
                nfs("PORT-2049", 2049));
    }

    /// @param fails whether a wanted way that is blocked makes the deployment useless; it warns otherwise
    private static Row row(String id, FlowPorts ports, BiPredicate<SiteFacts, Reach> fails) {
        return Row.site(id, flow(ports, fails));
    }

    private static BiFunction<Site, SiteFacts, List<CheckResult>> flow(
            FlowPorts ports, BiPredicate<SiteFacts, Reach> fails) {
        return (site, facts) -> {
            List<Reach> tried =
                    facts.reach().stream()
                            .filter(it -> it.path() == Reach.Path.DIRECT && ports.covers(it))
                            .toList();
            return new FlowJudge(site, facts, fails).judge(ports, tried);
        };
    }

    private static boolean always(SiteFacts facts, Reach reach) {
        return true;
    }

    private static boolean never(SiteFacts facts, Reach reach) {
        return false;
    }

    /// Edges reach services of the cloud through one relay only: MASTER1's public address (T49).
    private static boolean isRelay(SiteFacts facts, Reach reach) {
        return reach.from().kind() == Subject.Kind.EDGE
                && (reach.target().kind() == Subject.Kind.CONTROL_PLANE
                        || ShellVariables.ofCluster(facts)
                                .value("MASTER1_NODE_PUBLIC_IP")
                                .filter(it -> reach.to().startsWith(it + ":"))
                                .isPresent());
    }

    /// The ways behind a load balancer; with an interface of its own CloudCore uses no node ports (T46).
    private static List<CheckResult> nodePorts(Site site, SiteFacts facts) {
        if (site.cloudCore().filter(it -> it.exposure() == Exposure.LOAD_BALANCER).isEmpty()) {
            return List.of();
        }
        if (facts.release().isEmpty()) {
            return List.of(new Say(Subject.SITE).unknown(Why.RELEASE_UNKNOWN));
        }
        List<Reach> tried =
                facts.reach().stream()
                        .filter(it -> it.path() == Reach.Path.NODE_PORT && isUsed(facts, it))
                        .toList();
        return new FlowJudge(site, facts, FlowRules::always)
                .judge(FlowPorts.tcp(10000, 10004), tried);
    }

    private static boolean isUsed(SiteFacts facts, Reach reach) {
        return facts.release().stream()
                .flatMap(release -> release.ports().stream())
                .filter(it -> it.role() == Release.Role.CONTROL_PLANE)
                .anyMatch(it -> it.from() == reach.port() && it.meaning() != Meaning.UNUSED);
    }

    private static Row nfs(String id, int port) {
        var flow = flow(FlowPorts.tcp(port), FlowRules::never);
        return Row.site(
                id,
                (site, facts) -> {
                    Subject on = site.controlPlaneSubject();
                    if (facts.controlPlane().isEmpty()) {
                        return List.of(Row.unread(facts, on, Row.REACH_CONTROL_PLANE));
                    }
                    ShellVariables variables = ShellVariables.ofCluster(facts);
                    if (variables.isEmpty()) {
                        return List.of(new Say(on).unknown(Why.FACT_MISSING));
                    }
                    return variables.value(STORAGE).filter("nfs"::equals).isPresent()
                            ? flow.apply(site, facts)
                            : List.of(new Say(Subject.SITE).passed("no-nfs"));
                });
    }
}
