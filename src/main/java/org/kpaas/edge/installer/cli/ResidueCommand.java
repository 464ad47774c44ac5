package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.verify.Residue;

import picocli.CommandLine.Command;

/// `residue`: what a deployment has left on the hosts, in the cluster and in the checkout; changes nothing.
@Command(name = "residue", mixinStandardHelpOptions = true)
final class ResidueCommand extends SiteCommand {
    ResidueCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Residue residue = session.resets().look().residue();
        ResidueView.print(output, residue);
        if (output.json()) {
            output.value(residue);
        }
        return ResidueView.exitCode(residue);
    }
}
