package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.CauseText;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The sentences of a verification in one language.
public final class VerificationText {
    private VerificationText() {}

    /// The one sentence above the tables. A good state counts as healthy only when it has lasted.
    public static String sentence(Verification verification, Texts texts) {
        long edges = verification.nodes().stream().filter(NodeRow::edge).count();
        long good =
                verification.nodes().stream()
                        .filter(NodeRow::edge)
                        .filter(row -> row.node().filter(it -> it.isReady()).isPresent())
                        .count();
        long concerned =
                verification.rows().stream()
                        .filter(row -> row.verdict() == verification.verdict())
                        .count();
        Optional<Duration> left = verification.toGo().filter(it -> !it.isZero());
        return texts.get(
                "verify.verdict." + word(verification.verdict()) + (left.isPresent() ? ".yet" : ""),
                Long.toString(good),
                Long.toString(edges),
                concerned,
                Long.toString(left.map(VerificationText::seconds).orElse(0L)));
    }

    /// Whole seconds, never less than there are left.
    private static long seconds(Duration left) {
        return left.plusMillis(999).toSeconds();
    }

    /// `Healthy`, `Waiting` …: the badge of a row.
    public static String badge(Verdict verdict, Texts texts) {
        return texts.get("verify.badge." + word(verdict));
    }

    public static String area(RowId.Area area, Texts texts) {
        return texts.get("verify.area." + area.name().toLowerCase(Locale.ROOT));
    }

    /// What a row is about, for instance `Node is Ready`.
    public static String title(RowId id, Texts texts) {
        return texts.get("verify.row." + id.id());
    }

    /// Why it is not as it should be, with the pod that is meant.
    public static Optional<String> reason(Row row, Texts texts) {
        return row.reason()
                .map(
                        it -> {
                            String words = texts.get("verify." + it.key(), it.found(), it.wanted());
                            return it.object().isEmpty() ? words : it.object() + ": " + words;
                        });
    }

    public static Optional<String> reason(NodeRow row, Texts texts) {
        return row.reason().map(key -> texts.get("verify." + key, row.found(), row.wanted()));
    }

    public static Optional<String> reason(PodRow row, Texts texts) {
        return row.reason().map(key -> texts.get("verify." + key, row.found(), row.wanted()));
    }

    /// The cause that such a row comes from, if one explains it.
    ///
    /// @param id as the row has it
    public static Optional<String> cause(
            Verification verification, Optional<String> id, Texts texts) {
        return verification.cause(id).map(cause -> CauseText.behind(cause, texts));
    }

    /// `5 of 4 + 1`.
    public static String count(Count count, Texts texts) {
        return texts.get(
                count.atLeast() ? "verify.count.at-least" : "verify.count",
                Integer.toString(count.found()),
                count.equation());
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
