package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words for what is left.
public final class ResidueText {
    private ResidueText() {}

    /// One line of a table.
    ///
    /// @param evidence what was seen; may be empty
    public record Row(String host, String item, State state, String evidence) {}

    /// What was looked for, host by host; what is gone from a host is one row, its last.
    public static List<Row> rows(Residue residue, Texts texts) {
        return residue.hosts().stream().flatMap(host -> rows(host, texts).stream()).toList();
    }

    private static List<Row> rows(Residue.OnHost host, Texts texts) {
        if (host.unread().isPresent()) {
            String everything = texts.get("residue.everything");
            String why = texts.title(host.unread().get());
            return List.of(new Row(host.name(), everything, State.UNKNOWN, why));
        }
        var rows = new ArrayList<Row>();
        host.items().stream()
                .filter(item -> item.state() != State.GONE)
                .map(
                        item ->
                                new Row(
                                        host.name(),
                                        title(item.trace(), texts),
                                        item.state(),
                                        item.evidence()))
                .forEach(rows::add);
        List<String> gone =
                host.in(State.GONE).stream().map(item -> title(item.trace(), texts)).toList();
        if (!gone.isEmpty()) {
            String count = texts.get("residue.items", Integer.toString(gone.size()));
            rows.add(new Row(host.name(), count, State.GONE, String.join(", ", gone)));
        }
        return rows;
    }

    public static String title(Trace trace, Texts texts) {
        return texts.get("trace." + trace.key() + ".title");
    }

    public static String state(State state, Texts texts) {
        return texts.get("residue.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /// The whole in one sentence.
    public static String verdict(Residue residue, Texts texts) {
        return texts.get(
                "residue.verdict." + residue.verdict().name().toLowerCase(Locale.ROOT),
                Integer.toString(residue.count(State.LEFT)),
                Integer.toString(residue.count(State.KEPT)),
                Integer.toString(residue.count(State.UNKNOWN)));
    }

    /// One line for each node that a reset could not reach.
    public static List<String> debts(Residue residue, Texts texts) {
        return residue.hosts().stream()
                .filter(Residue.OnHost::debt)
                .map(host -> texts.get("residue.debt", host.name()))
                .toList();
    }
}
