package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.run.EdgeText;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.HardeningText;
import org.kpaas.edge.installer.text.Texts;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/// A run in a terminal: one line per phase, per result and per change of the connection; with `log` every line of the
/// job's log instead of the results. With JSON, every event is one line of JSON.
final class RunView implements Consumer<Event> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /// The role that every play of the platform begins with; it changes nothing.
    private static final String HOUSEKEEPING = "kubespray-defaults";

    private final Output output;
    private final boolean log;

    RunView(Output output, boolean log) {
        this.output = output;
        this.log = log;
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
            case Event.Phase(var at, String phase, Event.PhaseState state) ->
                    texts.get(
                            "cli.run.phase." + state.name().toLowerCase(java.util.Locale.ROOT),
                            texts.get("phase." + phase + ".title"));
            case Event.Now(var at, int play, String role, String task) ->
                    log || role.equals(HOUSEKEEPING)
                            ? ""
                            : texts.get("cli.run.now", role.isEmpty() ? task : role + " : " + task);
            case Event.Result result -> log ? "" : result(result);
            case Event.Line(var at, long offset, String text) -> log ? text : "";
            case Event.Recap r -> "";
            case Event.LinkLost lost ->
                    texts.get(
                            "cli.run.link-lost",
                            texts.title(lost.problem()),
                            Long.toString(lost.nextTry().toSeconds()));
            case Event.LinkBack b -> texts.get("cli.run.link-back");
            case Event.Quiet quiet ->
                    texts.get("cli.run.quiet", Long.toString(quiet.since().toSeconds()));
            case Event.EdgeSeen seen -> edge(seen.host(), EdgeText.of(seen, texts));
            case Event.EdgeUnseen unseen -> edge(unseen.host(), EdgeText.of(unseen, texts));
            case Event.Overdue overdue -> EdgeText.of(overdue, texts);
            case Event.Ended ended -> ended(ended.result());
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

    private static String edge(String host, String doing) {
        return "    " + host + ": " + doing;
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
    record Named(String event, Event values) {}
}
