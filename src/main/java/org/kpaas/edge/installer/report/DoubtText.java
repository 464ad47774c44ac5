package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.text.Texts;

import java.util.Locale;
import java.util.Optional;

/// What deserves a second look after a run although Ansible is content, in words.
public final class DoubtText {
    private DoubtText() {}

    public static String line(Texts texts, Event.Suspicion doubt) {
        return texts.get(
                "doubt.suspicion", doubt.host(), task(doubt.role(), doubt.task()), doubt.text());
    }

    public static String line(Texts texts, Event.Disagreement doubt) {
        String log = state(texts, doubt.log());
        String plugin = state(texts, doubt.plugin());
        return doubt.task().isEmpty()
                ? texts.get("doubt.count", doubt.host(), log, plugin)
                : texts.get(
                        "doubt.disagreement",
                        doubt.host(),
                        task(doubt.role(), doubt.task()),
                        log,
                        plugin);
    }

    /// @return empty for an event that is no doubt
    public static Optional<String> of(Texts texts, Event event) {
        return switch (event) {
            case Event.Suspicion doubt -> Optional.of(line(texts, doubt));
            case Event.Disagreement doubt -> Optional.of(line(texts, doubt));
            default -> Optional.empty();
        };
    }

    private static String task(String role, String task) {
        return role.isEmpty() ? task : role + " : " + task;
    }

    private static String state(Texts texts, Optional<TaskState> state) {
        return texts.get(
                "doubt.state."
                        + state.map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("none"));
    }
}
