package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.VerificationText;
import org.kpaas.edge.installer.verify.cause.CauseText;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The verification in a terminal: nodes and pods as `kubectl get` prints them, with a verdict per row.
final class VerificationView {
    private VerificationView() {}

    static void print(Output output, Verification verification) {
        Texts texts = output.texts();
        output.table(nodes(texts, verification));
        output.say("");
        output.table(pods(texts, verification));
        output.say("");
        output.table(counts(texts, verification));
        output.say("");
        output.table(rows(texts, verification));
        output.say("");
        output.say(VerificationText.sentence(verification, texts));
        if (!verification.explanation().isEmpty()) {
            output.say("");
            CauseText.lines(verification.explanation(), texts).forEach(output::say);
        }
    }

    private static Table nodes(Texts texts, Verification verification) {
        var table =
                new Table(
                        texts.get("cli.column.node"),
                        texts.get("cli.column.status"),
                        texts.get("cli.column.roles"),
                        texts.get("cli.column.age"),
                        texts.get("cli.column.version"),
                        texts.get("cli.column.arch"),
                        texts.get("cli.column.verdict"));
        for (Verification.NodeRow row : verification.nodes()) {
            Optional<String> reason = VerificationText.reason(row, texts);
            row.node()
                    .ifPresentOrElse(
                            node ->
                                    table.row(
                                            row.name(),
                                            node.isReady() ? "Ready" : "NotReady",
                                            node.roles(),
                                            age(verification.taken(), node.created()),
                                            node.kubeletVersion(),
                                            node.architecture(),
                                            verdict(
                                                    texts,
                                                    verification,
                                                    row.verdict(),
                                                    reason,
                                                    row.cause())),
                            () ->
                                    table.row(
                                            row.name(),
                                            "-",
                                            "-",
                                            "-",
                                            "-",
                                            "-",
                                            verdict(
                                                    texts,
                                                    verification,
                                                    row.verdict(),
                                                    reason,
                                                    row.cause())));
        }
        return table;
    }

    private static Table pods(Texts texts, Verification verification) {
        var table =
                new Table(
                        texts.get("cli.column.namespace"),
                        texts.get("cli.column.pod"),
                        texts.get("cli.column.ready"),
                        texts.get("cli.column.status"),
                        texts.get("cli.column.node"),
                        texts.get("cli.column.verdict"));
        for (Verification.PodRow row : verification.pods()) {
            Optional<String> reason = VerificationText.reason(row, texts);
            String verdict = verdict(texts, verification, row.verdict(), reason, row.cause());
            row.pod()
                    .ifPresentOrElse(
                            pod -> table.row(cells(pod, verdict)),
                            () -> {
                                int slash = row.workload().indexOf('/');
                                table.row(
                                        row.workload().substring(0, slash),
                                        row.workload().substring(slash + 1),
                                        "-",
                                        "-",
                                        "-",
                                        verdict);
                            });
        }
        return table;
    }

    private static String[] cells(ClusterSnapshot.Pod pod, String verdict) {
        return new String[] {
            pod.namespace(),
            pod.name(),
            pod.ready() + "/" + pod.containers(),
            pod.status(),
            pod.node(),
            verdict
        };
    }

    private static Table counts(Texts texts, Verification verification) {
        var table =
                new Table(
                        texts.get("cli.column.workload"),
                        texts.get("cli.column.count"),
                        texts.get("cli.column.verdict"));
        for (Verification.Count count : verification.counts()) {
            table.row(
                    count.workload(),
                    VerificationText.count(count, texts),
                    VerificationText.badge(count.verdict(), texts));
        }
        return table;
    }

    /// What the tables above do not show.
    private static Table rows(Texts texts, Verification verification) {
        var table =
                new Table(
                        texts.get("cli.column.row"),
                        texts.get("cli.column.subject"),
                        texts.get("cli.column.found"),
                        texts.get("cli.column.wanted"),
                        texts.get("cli.column.verdict"));
        for (Row row : verification.rows()) {
            if (row.id().area() != RowId.Area.NODES && row.id().area() != RowId.Area.PODS) {
                Optional<String> reason = VerificationText.reason(row, texts);
                table.row(
                        VerificationText.title(row.id(), texts),
                        row.subject(),
                        row.found().isEmpty() ? "-" : row.found(),
                        row.wanted().isEmpty() ? "-" : row.wanted(),
                        verdict(texts, verification, row.verdict(), reason, row.cause()));
            }
        }
        return table;
    }

    private static String verdict(
            Texts texts,
            Verification verification,
            Verification.Verdict verdict,
            Optional<String> reason,
            Optional<String> cause) {
        String badge = VerificationText.badge(verdict, texts);
        String behind =
                VerificationText.cause(verification, cause, texts)
                        .map(sentence -> " " + sentence)
                        .orElse("");
        return reason.map(sentence -> badge + ": " + sentence).orElse(badge) + behind;
    }

    /// As kubectl prints ages: the two largest units.
    static String age(Instant now, Instant created) {
        Duration age = Duration.between(created, now);
        if (age.isNegative() || age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toMinutes() < 10) {
            return age.toMinutes() + "m" + age.toSecondsPart() + "s";
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
