package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.Clues;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Says why a state is not good, from everything that was seen of it, and of each row which cause it comes from.
final class Explainer {
    private static final String ON_NODE = "missing-";

    private final Clues clues = new Clues();
    private final Verification found;
    private final Map<String, String> places = new HashMap<>();

    private Explainer(Site site, ClusterSnapshot cluster, Verification found) {
        this.found = found;
        found.pods().stream()
                .flatMap(row -> row.pod().stream())
                .forEach(pod -> places.put(pod.name(), pod.node()));
        clues.cluster(site, cluster);
    }

    /// @param hosts what they said of themselves, if they were asked
    static Verification explained(
            Site site, ClusterSnapshot cluster, Optional<SiteFacts> hosts, Verification found) {
        if (found.isGood()) {
            return found;
        }
        var explainer = new Explainer(site, cluster, found);
        hosts.ifPresent(it -> new HostClues(explainer.clues, site, it).collect());
        return explainer.explained();
    }

    private Verification explained() {
        for (Row row : found.rows()) {
            row.reason()
                    .ifPresent(it -> clues.row(host(row, it), row.subject(), it.key(), it.found()));
        }
        Explanation why = Explanation.of(clues.evidence());
        if (why.causes().isEmpty() && found.verdict() != Verdict.UNHEALTHY) {
            return found;
        }
        return new Verification(
                found.taken(),
                found.verdict(),
                found.rows().stream().map(row -> row.with(behind(row, why))).toList(),
                found.nodes().stream().map(row -> row.with(behind(row, why))).toList(),
                found.pods().stream().map(row -> row.with(behind(row, why))).toList(),
                found.counts(),
                found.toGo(),
                why);
    }

    private Optional<Cause> behind(Row row, Explanation why) {
        return row.reason()
                .map(it -> Clues.rowOf(host(row, it), row.subject(), it.key(), it.found()))
                .flatMap(why::behind);
    }

    private static Optional<Cause> behind(NodeRow row, Explanation why) {
        return row.reason()
                .map(key -> Clues.rowOf(row.name(), row.name(), key, row.found()))
                .flatMap(why::behind);
    }

    private static Optional<Cause> behind(PodRow row, Explanation why) {
        return row.reason()
                .map(
                        key ->
                                Clues.rowOf(
                                        row.pod()
                                                .map(Pod::node)
                                                .orElseGet(() -> missingOn(key, row.wanted())),
                                        row.workload(),
                                        key,
                                        row.found()))
                .flatMap(why::behind);
    }

    /// The node that a row is about; empty when it is not about one.
    private String host(Row row, Row.Reason reason) {
        return switch (row.id().area()) {
            case NODES, EDGES -> row.subject();
            case PODS ->
                    places.getOrDefault(reason.object(), missingOn(reason.key(), reason.wanted()));
            case OBJECTS -> "";
        };
    }

    private static String missingOn(String key, String wanted) {
        return key.startsWith(ON_NODE) ? wanted : "";
    }
}
