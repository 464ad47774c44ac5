package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The sentences of a verification in one language.
public final class VerificationText {
    private VerificationText() {}

    /// The one sentence above the tables.
    public static String sentence(Verification verification, Texts texts) {
        long edges = verification.nodes().stream().filter(NodeRow::edge).count();
        long good =
                verification.nodes().stream()
                        .filter(NodeRow::edge)
                        .filter(row -> row.verdict().compareTo(Verdict.KNOWN) <= 0)
                        .count();
        long concerned =
                Stream.of(
                                verification.nodes().stream().map(NodeRow::verdict),
                                verification.pods().stream().map(PodRow::verdict),
                                verification.counts().stream()
                                        .filter(VerificationText::isService)
                                        .map(Count::verdict))
                        .flatMap(each -> each)
                        .filter(verdict -> verdict == verification.verdict())
                        .count();
        return texts.get(
                "verify.verdict." + word(verification.verdict()),
                Long.toString(good),
                Long.toString(edges),
                concerned);
    }

    /// `Healthy`, `Waiting` …: the badge of a row.
    public static String badge(Verdict verdict, Texts texts) {
        return texts.get("verify.badge." + word(verdict));
    }

    public static Optional<String> reason(NodeRow row, Texts texts) {
        return row.reason().map(key -> texts.get("verify." + key, row.found(), row.wanted()));
    }

    public static Optional<String> reason(PodRow row, Texts texts) {
        return row.reason().map(key -> texts.get("verify." + key, row.found(), row.wanted()));
    }

    /// `5 of 4 + 1`; for a service whether it has its address.
    public static String count(Count count, Texts texts) {
        if (isService(count)) {
            String key = count.found() == count.wanted() ? "given" : "not-given";
            return texts.get("verify.address." + key, count.equation());
        }
        return texts.get(
                count.atLeast() ? "verify.count.at-least" : "verify.count",
                Integer.toString(count.found()),
                count.equation());
    }

    private static boolean isService(Count count) {
        return count.workload().startsWith("kubeedge/service/");
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
