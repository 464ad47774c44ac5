package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;

import java.util.List;

/// What is left of a deployment, as a table of what is not gone, and one sentence.
final class ResidueView {
    private ResidueView() {}

    static void print(Output output, Residue residue) {
        Texts texts = output.texts();
        var table =
                new Table(
                        texts.get("cli.column.node"),
                        texts.get("cli.column.item"),
                        texts.get("cli.column.state"),
                        texts.get("cli.column.evidence"));
        List<ResidueText.Row> rows =
                ResidueText.rows(residue, texts).stream()
                        .filter(row -> row.state() != State.GONE)
                        .toList();
        for (ResidueText.Row row : rows) {
            table.row(
                    row.host(),
                    row.item(),
                    ResidueText.state(row.state(), texts),
                    row.evidence().isEmpty() ? "-" : row.evidence());
        }
        if (!rows.isEmpty()) {
            output.table(table);
        }
        ResidueText.debts(residue, texts).forEach(output::say);
        output.say(ResidueText.verdict(residue, texts));
    }

    static int exitCode(Residue residue) {
        return residue.verdict() == Residue.Verdict.CLEAN ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
