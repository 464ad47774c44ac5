package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.report.DoubtText;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.EventText;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.run.HardeningText;
import org.kpaas.edge.installer.run.Remaining;
import org.kpaas.edge.installer.text.Texts;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/// A run or a reset in a terminal: one line per phase, per result or cleared item, and per change of the connection; with
/// `log` every line of the job's log instead of the results. With JSON, every event is one line of JSON.
final class RunView implements Consumer<Event> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /// The role that every play of the platform begins with; it changes nothing.
    private static final String HOUSEKEEPING = "kubespray-defaults";

    private static final String INDENT = "    ";

    private final Output output;
    private final boolean log;
    private final Expected expected;
    private final Remaining remaining;
    private int position;

    /// A reset, which has no playbook whose time could be told.
    static RunView ofReset(Output output) {
        return new RunView(output, false, Expected.NOTHING);
    }

    RunView(Output output, boolean log, Expected expected) {
        this.output = output;
        this.log = log;
        this.expected = expected;
        remaining = new Remaining(expected);
    }

    @Override
    public void accept(Event event) {
        if (output.json()) {
            output.value(new Named(event.getClass().getSimpleName(), event));
            return;
        }
        String line = line(event);
        if (!line.isEmpty()) {
            output.say(TIME.format(event.at()) + "  " + line);
        }
    }

    private String line(Event event) {
        Texts texts = output.texts();
        return switch (event) {
            case Event.Phase phase ->
                    texts.get(
                            "cli.run.phase."
                                    + phase.state().name().toLowerCase(java.util.Locale.ROOT),
                            EventText.of(phase, texts));
            case Event.Now now -> now(now);
            case Event.Result result -> log ? "" : result(result);
            case Event.Line(var at, long offset, String text) -> log ? text : "";
            case Event.Suspicion doubt -> "  ! " + DoubtText.line(texts, doubt);
            case Event.Disagreement doubt -> "  ! " + DoubtText.line(texts, doubt);
            case Event.EdgeSeen seen -> INDENT + EventText.of(seen, texts);
            case Event.EdgeUnseen unseen -> INDENT + EventText.of(unseen, texts);
            case Event.Clearing clearing -> INDENT + EventText.of(clearing, texts);
            case Event.Ended ended -> ended(ended.result());
            default -> EventText.of(event, texts);
        };
    }

    private String ended(Event.RunResult result) {
        var lines = new StringBuilder();
        result.hardening()
                .filter(it -> !it.isEmpty())
                .ifPresent(
                        it -> {
                            lines.append(output.texts().get("cli.run.hardening"));
                            HardeningText.of(it, output.texts())
                                    .forEach(line -> lines.append("\n    ").append(line));
                            lines.append('\n');
                        });
        return lines.append(
                        output.texts()
                                .get(result.succeeded() ? "cli.run.succeeded" : "cli.run.failed"))
                .toString();
    }

    private String now(Event.Now now) {
        int at = expected.find(now.play(), now.role(), now.task(), position);
        if (at >= 0) {
            position = at;
            remaining.now(at, now.at());
        }
        if (log || now.role().equals(HOUSEKEEPING)) {
            return "";
        }
        Texts texts = output.texts();
        String task = now.role().isEmpty() ? now.task() : now.role() + " : " + now.task();
        return remaining
                .left(now.at())
                .map(
                        left ->
                                texts.get(
                                        "cli.run.now.left",
                                        task,
                                        Long.toString(
                                                Math.max(1, Math.ceilDiv(left.toSeconds(), 60)))))
                .orElseGet(() -> texts.get("cli.run.now", task));
    }

    private String result(Event.Result result) {
        String state =
                output.texts()
                        .get(
                                "cli.run.task."
                                        + result.state().name().toLowerCase(java.util.Locale.ROOT));
        String line = "    " + state + "  " + result.host();
        return result.detail().isEmpty() ? line : line + ": " + result.detail();
    }

    /// An event with its name, for JSON.
    private record Named(String event, Event values) {}
}
