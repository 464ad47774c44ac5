package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.verify.Verification;

import picocli.CommandLine.Command;

/// `verify`: the nodes and pods now against what the release should give; changes nothing.
@Command(name = "verify", mixinStandardHelpOptions = true)
final class VerifyCommand extends SiteCommand {
    VerifyCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Verification verification = session.verify();
        VerificationView.print(output, verification);
        if (output.json()) {
            output.value(verification);
        }
        return exitCode(verification);
    }

    static int exitCode(Verification verification) {
        return verification.verdict().compareTo(Verification.Verdict.WAITING) < 0
                ? ExitCode.OK
                : ExitCode.FINDINGS;
    }
}
