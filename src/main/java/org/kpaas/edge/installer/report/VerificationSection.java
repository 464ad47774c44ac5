package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.VerificationText;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.CauseText;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was reached: nodes, pods and their numbers.
record VerificationSection(Html html, Texts texts, Words words) {
    private static final String NOTHING = "–";
    private static final String SECTION = "verification";

    void write(Verification verification) {
        html.raw("<section>").element("h2", words.get("verification"));
        html.element("p", words.get("verification.taken", words.time(verification.taken())));
        if (!verification.explanation().isEmpty()) {
            new CauseSection(html, texts, SECTION).write(verification.explanation());
        }
        nodes(verification);
        pods(verification);
        counts(verification.counts());
        objects(verification);
        html.close("section");
    }

    static String kind(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> "good";
            case KNOWN -> "warn";
            case WAITING, UNKNOWN -> "wait";
            case UNHEALTHY -> "bad";
        };
    }

    private List<String> columns(String... keys) {
        return Stream.of(keys)
                .map(
                        key ->
                                key.startsWith("#")
                                        ? "#" + words.get("column." + key.substring(1))
                                        : words.get("column." + key))
                .toList();
    }

    private void nodes(Verification verification) {
        html.table(
                words.get("nodes.caption"),
                columns("name", "verdict", "roles", "version", "architecture", "runtime", "#age"));
        for (NodeRow row : verification.nodes()) {
            html.raw("<tr>").head(row.name());
            verdict(
                    row.verdict(),
                    VerificationText.reason(row, texts).orElse(""),
                    verification.cause(row.cause()));
            html.code(row.node().map(Node::roles).orElse(NOTHING));
            html.code(row.node().map(Node::kubeletVersion).orElse(NOTHING));
            html.code(row.node().map(Node::architecture).orElse(NOTHING));
            html.code(row.node().map(Node::runtime).orElse(NOTHING));
            html.number(age(row.node().map(Node::created), verification.taken())).close("tr");
        }
        html.endTable();
    }

    private void pods(Verification verification) {
        Map<String, List<PodRow>> namespaces =
                verification.pods().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> before(row.workload()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        namespaces.forEach((namespace, rows) -> pods(namespace, rows, verification));
    }

    private void pods(String namespace, List<PodRow> rows, Verification verification) {
        html.table(
                words.get("pods.caption", namespace),
                columns("pod", "verdict", "node", "ready", "#restarts", "#age"));
        for (PodRow row : rows) {
            html.raw("<tr>").open("th", "scope", "row", "class", "code");
            html.text(row.pod().map(Pod::name).orElse(after(row.workload()))).close("th");
            verdict(
                    row.verdict(),
                    VerificationText.reason(row, texts).orElse(""),
                    verification.cause(row.cause()));
            html.code(row.pod().map(Pod::node).filter(it -> !it.isEmpty()).orElse(NOTHING));
            html.code(row.pod().map(it -> it.ready() + "/" + it.containers()).orElse(NOTHING));
            html.number(row.pod().map(it -> Integer.toString(it.restarts())).orElse(NOTHING));
            html.number(age(row.pod().map(Pod::created), verification.taken())).close("tr");
        }
        html.endTable();
    }

    private static String before(String workload) {
        return workload.substring(0, workload.indexOf('/'));
    }

    private static String after(String workload) {
        return workload.substring(workload.indexOf('/') + 1);
    }

    private void counts(List<Count> counts) {
        html.table(words.get("counts.caption"), columns("workload", "verdict", "#count"));
        for (Count count : counts) {
            html.raw("<tr>").head(count.workload());
            verdict(count.verdict(), "", Optional.empty());
            html.number(VerificationText.count(count, texts)).close("tr");
        }
        html.endTable();
    }

    /// What nodes and pods do not show: the rest of the rows.
    private void objects(Verification verification) {
        for (RowId.Area area : RowId.Area.values()) {
            List<Row> rows =
                    area == RowId.Area.NODES || area == RowId.Area.PODS
                            ? List.of()
                            : verification.rows().stream()
                                    .filter(row -> row.id().area() == area)
                                    .toList();
            if (!rows.isEmpty()) {
                objects(VerificationText.area(area, texts), rows, verification);
            }
        }
    }

    private void objects(String caption, List<Row> rows, Verification verification) {
        html.table(caption, columns("row", "subject", "verdict", "found", "wanted"));
        for (Row row : rows) {
            html.raw("<tr>").head(VerificationText.title(row.id(), texts));
            html.code(row.subject());
            verdict(
                    row.verdict(),
                    VerificationText.reason(row, texts).orElse(""),
                    verification.cause(row.cause()));
            html.code(row.found().isEmpty() ? NOTHING : row.found());
            html.code(row.wanted().isEmpty() ? NOTHING : row.wanted());
            html.close("tr");
        }
        html.endTable();
    }

    private void verdict(Verdict verdict, String reason, Optional<Cause> cause) {
        html.raw("<td>").badge(kind(verdict), VerificationText.badge(verdict, texts));
        if (!reason.isEmpty()) {
            html.element("p", reason, "class", "reason");
        }
        cause.ifPresent(
                it -> {
                    html.open("p", "class", "reason");
                    html.element(
                                    "a",
                                    CauseText.behind(it, texts),
                                    "href",
                                    "#" + CauseSection.anchor(SECTION, it))
                            .close("p");
                });
        html.close("td");
    }

    private String age(Optional<Instant> created, Instant now) {
        return created.map(it -> words.age(it, now)).orElse(NOTHING);
    }
}
