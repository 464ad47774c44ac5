package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.text.Texts;

import java.time.Duration;
import java.util.ArrayList;

/// What an edge node is doing, in a sentence.
public final class EdgeText {
    private static final int LENGTH = 160;
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;

    private EdgeText() {}

    /// For instance "keadm join has been running for 2 min 10 s; 84 MB received; edgecore is active; last line of edgecore: …".
    public static String of(Event.EdgeSeen seen, Texts texts) {
        EdgeLook look = seen.look();
        var parts = new ArrayList<String>();
        look.join()
                .ifPresent(
                        join ->
                                parts.add(
                                        texts.get("node.look.join", span(join.running(), texts))));
        if (look.join().isEmpty() && look.ansible()) {
            parts.add(texts.get("node.look.ansible"));
        }
        if (look.packages()) {
            parts.add(texts.get("node.look.packages"));
        }
        if (look.atRest()) {
            parts.add(texts.get("node.look.rest"));
        }
        if (seen.received() >= MEGA) {
            parts.add(texts.get("node.look.received", Long.toString(seen.received() / MEGA)));
        }
        look.perSecond()
                .filter(rate -> rate >= KILO)
                .ifPresent(rate -> parts.add(texts.get("node.look.rate", rate(rate))));
        look.edgecore().ifPresent(state -> parts.add(texts.get("node.look.edgecore", state)));
        look.complaint()
                .or(() -> look.log().stream().reduce((earlier, later) -> later))
                .ifPresent(line -> parts.add(texts.get("node.look.line", shortened(line))));
        return String.join("; ", parts);
    }

    /// Why a node could not be looked at.
    public static String of(Event.EdgeUnseen unseen, Texts texts) {
        return texts.get("node.look.unseen", texts.title(unseen.problem()));
    }

    /// That a task takes much longer than it usually does, and what is known about the reason.
    public static String of(Event.Overdue overdue, Texts texts) {
        String silent =
                texts.get(
                        "node.overdue",
                        overdue.task(),
                        span(overdue.since(), texts),
                        span(overdue.limit(), texts));
        return overdue.unreached().isEmpty()
                ? silent
                : silent
                        + " "
                        + texts.get(
                                "node.overdue.unreached", String.join(", ", overdue.unreached()));
    }

    static String span(Duration span, Texts texts) {
        long minutes = span.toMinutes();
        String seconds = Integer.toString(span.toSecondsPart());
        return minutes == 0
                ? texts.get("node.seconds", seconds)
                : texts.get("node.minutes", Long.toString(minutes), seconds);
    }

    private static String rate(long bytes) {
        return bytes < MEGA ? bytes / KILO + " kB/s" : tenths(bytes) + " MB/s";
    }

    private static String tenths(long bytes) {
        long tenths = bytes / (MEGA / 10);
        return tenths / 10 + "." + tenths % 10;
    }

    private static String shortened(String line) {
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
