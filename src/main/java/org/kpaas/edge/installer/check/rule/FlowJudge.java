package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges attempts, one result per source. A wanted way is good when something answers, also by refusing: then the packet
/// came back and nothing listens yet. A way that is not wanted is good when nothing accepts.
///
/// @param fails whether a wanted way that is blocked fails; it warns otherwise
record FlowJudge(Site site, SiteFacts facts, BiPredicate<SiteFacts, Reach> fails) {
    /// Found where the engineer decided that the site does without the row.
    static final String OFF = "switched-off";

    private static final String REACH_FROM_CONTROL_PLANE = "ANS-04";

    /// One "not tried" for the site when no attempt was made at all, so that the list stays short.
    List<CheckResult> judge(FlowPorts ports, List<Reach> tried) {
        Say all = new Say(Subject.SITE);
        if (isOff(ports)) {
            return List.of(all.passed(OFF));
        }
        List<Reach> judged = tried.stream().filter(this::matters).toList();
        if (judged.stream().allMatch(it -> it.result() == Reach.Result.NOT_TRIED)) {
            return List.of(all.unknown(Why.NOT_TRIED));
        }
        Map<Subject, List<Reach>> bySource =
                judged.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Reach::from, LinkedHashMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(it -> ofSource(new Say(it.getKey()), it.getValue()))
                .toList();
    }

    private CheckResult ofSource(Say say, List<Reach> reaches) {
        List<Reach> blocked =
                where(reaches, it -> it.wanted() && it.result() == Reach.Result.FILTERED);
        List<Reach> untold = where(blocked, it -> toldBy(it).isEmpty());
        if (!untold.isEmpty()) {
            boolean fatal = untold.stream().anyMatch(it -> fails.test(facts, it));
            return fatal
                    ? say.failed("filtered", addresses(untold))
                    : say.warned("filtered", addresses(untold));
        }
        List<Reach> exposed =
                where(reaches, it -> !it.wanted() && it.result() == Reach.Result.OPEN);
        if (!exposed.isEmpty()) {
            return say.warned("exposed", addresses(exposed));
        }
        return blocked.stream()
                .flatMap(it -> toldBy(it).stream())
                .findFirst()
                .map(say::notAsked)
                .orElseGet(() -> good(say, reaches));
    }

    private static CheckResult good(Say say, List<Reach> reaches) {
        List<Reach> tried = where(reaches, it -> it.result() != Reach.Result.NOT_TRIED);
        if (tried.isEmpty()) {
            return say.unknown(Why.NOT_TRIED);
        }
        List<Reach> wanted = where(tried, Reach::wanted);
        if (wanted.isEmpty()) {
            return say.passed("closed");
        }
        boolean open = wanted.stream().allMatch(it -> it.result() == Reach.Result.OPEN);
        return say.passed(open ? "open" : "refused");
    }

    /// The check that tells already why nobody answers there: the host itself cannot be reached, or not by the control
    /// plane's SSH.
    private Optional<String> toldBy(Reach reach) {
        Subject target = reach.target();
        if (facts.whyUnread(target).isPresent()) {
            return Optional.of(
                    target.kind() == Subject.Kind.EDGE
                            ? Row.REACH_EDGE
                            : target.kind() == Subject.Kind.CLUSTER
                                    ? Row.REACH_CLUSTER
                                    : Row.REACH_CONTROL_PLANE);
        }
        boolean login =
                reach.from().kind() == Subject.Kind.CONTROL_PLANE
                        && target.kind() == Subject.Kind.EDGE
                        && reach.port() == 22;
        return facts.controlPlane()
                .filter(it -> login)
                .flatMap(it -> it.value(FactKeys.edgeSsh(target.id())))
                .filter(it -> !it.equals("ok"))
                .map(it -> REACH_FROM_CONTROL_PLANE);
    }

    /// Rows that the engineer switched off, and wanted ways that the release does not use, are no matter.
    private boolean matters(Reach reach) {
        List<PortRow> rows =
                rows().filter(it -> it.role() == facts.role(reach.target()))
                        .filter(
                                it ->
                                        new FlowPorts(it.protocol(), it.from(), it.to())
                                                .covers(reach))
                        .toList();
        boolean off = !rows.isEmpty() && rows.stream().allMatch(this::isOff);
        boolean unused =
                !rows.isEmpty() && rows.stream().allMatch(it -> it.meaning() == Meaning.UNUSED);
        return !off && !(unused && reach.wanted());
    }

    private boolean isOff(FlowPorts ports) {
        List<PortRow> rows = rows().filter(ports::meets).toList();
        return !rows.isEmpty() && rows.stream().allMatch(this::isOff);
    }

    private boolean isOff(PortRow row) {
        return switchedOff(site, row);
    }

    /// Whether the engineer decided, with a reason, that the site does without a row.
    static boolean switchedOff(Site site, PortRow row) {
        return site.firewall().stream()
                .anyMatch(
                        it -> it.row().equals(row.id()) && !it.enabled() && !it.reason().isBlank());
    }

    private Stream<PortRow> rows() {
        return facts.release().stream().flatMap(it -> it.ports().stream());
    }

    private static List<Reach> where(List<Reach> reaches, Predicate<Reach> which) {
        return reaches.stream().filter(which).toList();
    }

    private static String addresses(List<Reach> reaches) {
        return Listed.of(reaches.stream().map(Reach::to).distinct().toList());
    }
}
