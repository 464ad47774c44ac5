package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;

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
        boolean any = false;
        for (Residue.OnHost host : residue.hosts()) {
            if (host.unread().isPresent()) {
                any = true;
                table.row(
                        host.name(),
                        texts.get("residue.everything"),
                        texts.get("residue.state.unknown"),
                        texts.title(host.unread().get()));
                continue;
            }
            for (Residue.Item item : host.items()) {
                if (item.state() != State.GONE) {
                    any = true;
                    table.row(
                            host.name(),
                            ResidueText.title(item.trace(), texts),
                            ResidueText.state(item.state(), texts),
                            item.evidence().isEmpty() ? "-" : item.evidence());
                }
            }
        }
        if (any) {
            output.table(table);
        }
        ResidueText.debts(residue, texts).forEach(output::say);
        output.say(ResidueText.verdict(residue, texts));
    }

    static int exitCode(Residue residue) {
        return residue.verdict() == Residue.Verdict.CLEAN ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
