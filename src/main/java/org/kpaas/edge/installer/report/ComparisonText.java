package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.Wording;
import org.kpaas.edge.installer.report.Comparison.Difference;
import org.kpaas.edge.installer.report.Comparison.Part;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.VerificationText;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A comparison in the words of one language.
public final class ComparisonText {
    private final Texts texts;
    private final Words words;

    private ComparisonText(Texts texts, ZoneId zone) {
        this.texts = texts;
        words = new Words(texts, zone);
    }

    /// One line for each difference, then the sentence that counts them.
    public static List<String> of(Comparison comparison, Texts texts, ZoneId zone) {
        return new ComparisonText(texts, zone).lines(comparison);
    }

    private List<String> lines(Comparison comparison) {
        var lines = new ArrayList<String>();
        comparison.differences().forEach(it -> lines.add(line(it)));
        if (!comparison.lacking().isEmpty()) {
            lines.add(
                    words.get(
                            "compare.lacking",
                            comparison.lacking().stream()
                                    .map(it -> words.get("compare.part." + lower(it)))
                                    .collect(Collectors.joining(", "))));
        }
        int count = comparison.differences().size();
        lines.add(
                texts.get(
                        count == 0 ? "report.compare.same" : "report.compare.changed",
                        words.time(comparison.before()),
                        words.time(comparison.after()),
                        count));
        return lines;
    }

    private String line(Difference it) {
        String found = it.found().isEmpty() ? "" : "; " + words.get("compare.found", it.found());
        return it.subject()
                + ": "
                + title(it)
                + ": "
                + word(it, it.before())
                + " → "
                + word(it, it.after())
                + found;
    }

    private String title(Difference it) {
        return switch (it.part()) {
            case SITE, MACHINES -> words.get("compare." + it.what());
            case CHECKS -> it.what() + " " + new Wording(texts).title(new CheckId(it.what()));
            case VERIFICATION -> it.what() + " " + row(it.what());
        };
    }

    /// A row that this version does not know has its id for a title.
    private String row(String id) {
        return Stream.of(RowId.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .map(known -> VerificationText.title(known, texts))
                .orElse("");
    }

    private String word(Difference it, String value) {
        if (value.isEmpty()) {
            return words.get("compare.nothing");
        }
        return switch (it.part()) {
            case SITE ->
                    it.what().equals("exposure")
                            ? texts.get(
                                    "guide.exposure."
                                            + value.toLowerCase(Locale.ROOT).replace('_', '-')
                                            + ".title")
                            : value;
            case MACHINES -> value;
            case CHECKS -> words.get("state." + value);
            case VERIFICATION -> VerificationText.badge(Verdict.valueOf(value), texts);
        };
    }

    private static String lower(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
