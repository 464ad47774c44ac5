package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.text.Texts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the hardening did, in sentences: one for each change, for each day of a lock-out and for each host that lets
/// nobody in any more.
public final class HardeningText {
    private static final List<String> GROUPS =
            List.of("age", "sshd", "mode", "sum", "suid", "apt", "sudo");

    private HardeningText() {}

    public static List<String> of(Hardening hardening, Texts texts) {
        return Stream.of(
                        hardening.refused().stream()
                                .map(
                                        it ->
                                                texts.get(
                                                        "hardening.refused",
                                                        it.host(),
                                                        texts.title(it.problem()))),
                        hardening.lockOuts().stream()
                                .map(
                                        it ->
                                                texts.get(
                                                        "hardening.lock-out",
                                                        it.host(),
                                                        it.user(),
                                                        it.day().toString())),
                        hardening.changes().stream().map(it -> change(it, texts)))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static String change(Hardening.Change change, Texts texts) {
        int dot = change.what().indexOf('.');
        String group = dot < 0 ? change.what() : change.what().substring(0, dot);
        String name = dot < 0 ? "" : change.what().substring(dot + 1);
        return texts.get(
                "hardening.change." + (GROUPS.contains(group) ? group : "other"),
                change.host(),
                name,
                value(group, change.before(), texts),
                value(group, change.after(), texts));
    }

    private static String value(String group, Optional<String> value, Texts texts) {
        if (value.isEmpty()) {
            return texts.get("hardening.nothing");
        }
        return group.equals("age") && value.get().matches("\\d{1,7}")
                ? LocalDate.ofEpochDay(Long.parseLong(value.get())).toString()
                : value.get();
    }
}
