package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue.State;

import java.util.List;
import java.util.Locale;

/// Words for what is left.
public final class ResidueText {
    private ResidueText() {}

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
