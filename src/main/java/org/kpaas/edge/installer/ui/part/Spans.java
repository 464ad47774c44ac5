package org.kpaas.edge.installer.ui.part;

import org.kpaas.edge.installer.text.Texts;

import java.time.Duration;
import java.util.Locale;

/// Lengths of time for people.
public final class Spans {
    private Spans() {}

    /// Minutes and seconds, `2:13`, or with hours, `1:02:13`.
    public static String clock(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        long hours = seconds / 3600;
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
    }

    /// As `kubectl get` prints an age: `45s`, `3m12s`, `12m`, `5h3m`, `23h`, `2d`, `41d`.
    public static String age(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return hours + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
        }
        return hours < 48 ? hours + "h" : hours / 24 + "d";
    }

    /// A rough span in words, `about 4 min`; short ones by ten seconds.
    public static String rough(Texts texts, Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 10) {
            return texts.get("part.span.moment");
        }
        return seconds < 90
                ? texts.get("part.span.seconds", Long.toString((seconds + 5) / 10 * 10))
                : texts.get("part.span.minutes", Long.toString((seconds + 30) / 60));
    }
}
