package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.plan.ResetPlanText;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.text.Texts;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/// A reset in a terminal: one line per phase, per host and per item; with JSON, every event is one line of JSON.
final class ResetView implements Consumer<Event> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Output output;

    ResetView(Output output) {
        this.output = output;
    }

    @Override
    public void accept(Event event) {
        if (output.json()) {
            output.value(new RunView.Named(event.getClass().getSimpleName(), event));
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
                            "cli.run.phase." + phase.state().name().toLowerCase(Locale.ROOT),
                            texts.get("phase." + phase.phase() + ".title"));
            case Event.Clearing clearing ->
                    "    "
                            + ResetPlanText.clearing(
                                    clearing.host(),
                                    clearing.item(),
                                    clearing.state().name(),
                                    clearing.detail(),
                                    texts);
            case Event.LinkLost lost ->
                    texts.get(
                            "cli.run.link-lost",
                            texts.title(lost.problem()),
                            Long.toString(lost.nextTry().toSeconds()));
            case Event.LinkBack back -> texts.get("cli.run.link-back");
            case Event.Quiet quiet ->
                    texts.get("cli.run.quiet", Long.toString(quiet.since().toSeconds()));
            default -> "";
        };
    }
}
