package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.text.Texts;

import java.util.ArrayList;
import java.util.List;

/// Causes in words.
public final class CauseText {
    private CauseText() {}

    /// One sentence; what is only likely is said to be.
    public static String title(Cause cause, Texts texts) {
        String sentence = of(cause, "title", texts);
        return cause.likely() ? texts.get("cause.likely", sentence) : sentence;
    }

    /// The same beside what it explains: as its cause, with its id.
    public static String behind(Cause cause, Texts texts) {
        return texts.get(
                cause.likely() ? "cause.behind.likely" : "cause.behind",
                of(cause, "title", texts),
                cause.id());
    }

    /// Why that is so.
    public static String why(Cause cause, Texts texts) {
        return of(cause, "why", texts);
    }

    /// What to do next.
    public static String next(Cause cause, Texts texts) {
        return of(cause, "next", texts);
    }

    /// What it was told from, one line each: where it was seen, and the words there.
    public static List<String> evidence(Cause cause, Texts texts) {
        return cause.evidence().stream().map(proof -> line(proof, texts)).toList();
    }

    /// All of it as text, the first cause first, each with why, what next and what it was told from; without any, that it
    /// is not known, and what was seen.
    public static List<String> lines(Explanation explanation, Texts texts) {
        var lines = new ArrayList<String>();
        if (explanation.causes().isEmpty()) {
            lines.add(unknown(explanation, texts));
            explanation.evidence().forEach(proof -> lines.add("     " + line(proof, texts)));
            return lines;
        }
        lines.add(texts.get("cause.title"));
        int number = 0;
        for (Cause cause : explanation.causes()) {
            lines.add("  " + ++number + ". " + title(cause, texts) + " (" + cause.id() + ")");
            lines.add("     " + why(cause, texts));
            lines.add("     " + texts.get("cause.next", next(cause, texts)));
            evidence(cause, texts).forEach(line -> lines.add("     " + line));
        }
        return lines;
    }

    /// That no cause is known.
    public static String unknown(Explanation explanation, Texts texts) {
        return texts.get(
                explanation.evidence().isEmpty() ? "cause.unknown.nothing" : "cause.unknown");
    }

    /// One thing that was seen.
    public static String line(Cause.Proof proof, Texts texts) {
        return texts.get("cause.evidence", proof.about(), proof.text().strip());
    }

    private static String of(Cause cause, String what, Texts texts) {
        String on = cause.on().isEmpty() ? texts.get("cause.site") : String.join(", ", cause.on());
        return texts.get("cause." + cause.id() + "." + what, on, cause.found());
    }
}
