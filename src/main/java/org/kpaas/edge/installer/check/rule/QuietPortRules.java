package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Rows of the guide's firewall tables that need no way through a firewall in the release. They tell what the row means and
/// never fail a healthy site (T81); the local services are asked of the host itself (T53, T69).
final class QuietPortRules {
    private QuietPortRules() {}

    static List<Row> rows() {
        return Stream.of(
                        Stream.of("30000-32767", "10350").map(QuietPortRules::meaning),
                        Stream.of(Row.edge("PORT-10550", QuietPortRules::metaServer)),
                        Stream.of("9443", "10001", "10003", "10004").map(QuietPortRules::meaning),
                        Stream.of("10251", "10252", "10255").map(QuietPortRules::gone),
                        Stream.of("20004", "40001").map(QuietPortRules::meaning))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Row meaning(String range) {
        return row(
                range,
                (site, facts) -> facts.release().map(it -> told(site, it, range)).orElseThrow());
    }

    private static Row row(String range, BiFunction<Site, SiteFacts, CheckResult> question) {
        return Row.site(
                "PORT-" + range,
                (site, facts) ->
                        List.of(
                                facts.release().isPresent()
                                        ? question.apply(site, facts)
                                        : say().unknown(Why.RELEASE_UNKNOWN)));
    }

    private static CheckResult told(Site site, Release release, String range) {
        List<PortRow> rows =
                release.ports().stream().filter(it -> it.range().equals(range)).toList();
        if (!rows.isEmpty() && rows.stream().allMatch(it -> FlowJudge.switchedOff(site, it))) {
            return say().passed(FlowJudge.OFF);
        }
        return say().passed(
                        rows.stream()
                                .map(it -> it.meaning().name().toLowerCase(Locale.ROOT))
                                .findFirst()
                                .map(it -> "row-" + it)
                                .orElse("row-unused"));
    }

    /// Ports of old Kubernetes releases; whoever listens there is a stranger.
    private static Row gone(String range) {
        return row(
                range,
                (site, facts) -> {
                    CheckResult told =
                            facts.release().map(it -> told(site, it, range)).orElseThrow();
                    List<String> strangers = strangers(site, facts, range);
                    if (!strangers.isEmpty() && !told.equals(say().passed(FlowJudge.OFF))) {
                        return say().warned(Listed.of(strangers), "closed");
                    }
                    return hosts(site, facts).anyMatch(QuietPortRules::tellsListeners)
                            ? told
                            : say().unknown(Why.FACT_MISSING);
                });
    }

    private static List<String> strangers(Site site, SiteFacts facts, String port) {
        var found = new ArrayList<String>();
        hosts(site, facts)
                .forEach(
                        host ->
                                host.value("listen." + port)
                                        .ifPresent(
                                                it ->
                                                        found.add(
                                                                host.subject().label()
                                                                        + " "
                                                                        + it)));
        facts.reach().stream()
                .filter(it -> Integer.toString(it.port()).equals(port))
                .filter(it -> it.result() == Reach.Result.OPEN)
                .map(Reach::to)
                .distinct()
                .forEach(found::add);
        return found;
    }

    private static Stream<HostFacts> hosts(Site site, SiteFacts facts) {
        return Stream.concat(Stream.of(site.controlPlaneSubject()), site.edgeSubjects().stream())
                .flatMap(it -> facts.host(it).stream());
    }

    private static boolean tellsListeners(HostFacts host) {
        return host.flag("listen.known").orElse(false);
    }

    /// Where EdgeCore runs, its API for local programs has to be there (T69). A run leaves such a node alone, so it does
    /// not stand in the way of the others.
    private static CheckResult metaServer(EdgeNode edge, HostView host) {
        return host.flag(
                "listen.known",
                known -> {
                    if (!host.host().flag("edgecore.active").orElse(false)) {
                        return host.say().passed("not-deployed");
                    }
                    boolean there = host.host().value("listen.10550").isPresent();
                    return host.say().advise(there, there ? "listening" : "silent", "listening");
                });
    }

    private static Say say() {
        return new Say(Subject.SITE);
    }
}
