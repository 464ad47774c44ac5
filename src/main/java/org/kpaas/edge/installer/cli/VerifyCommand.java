package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.VerificationText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// `verify`: the deployment against what the release should give; a good state has to last a minute. Changes nothing.
@Command(name = "verify", mixinStandardHelpOptions = true)
final class VerifyCommand extends SiteCommand {
    @Option(names = "--once", descriptionKey = "option.once")
    boolean once;

    @Option(names = "--kubeconfig", paramLabel = "FILE", descriptionKey = "option.kubeconfig")
    @Nullable Path kubeconfig;

    VerifyCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        session.verifyWith(Optional.ofNullable(kubeconfig));
        Verification verification = once ? session.verify() : prove(session, new SoFar(output));
        VerificationView.print(output, verification);
        if (output.json()) {
            output.value(verification);
        }
        return exitCode(verification);
    }

    private static Verification prove(Session session, SoFar soFar)
            throws ProblemException, InterruptedException {
        return session.prove(soFar::tell, soFar::stale);
    }

    /// Says once, and again after a change or an outage, that it is good and not proven.
    private static final class SoFar {
        private final Output output;
        private Optional<Verification.Verdict> said = Optional.empty();

        SoFar(Output output) {
            this.output = output;
        }

        /// On a thread of the watch.
        synchronized void stale(ProblemException trouble) {
            said = Optional.empty();
            output.problem(trouble.problem());
        }

        synchronized void tell(Verification state) {
            Optional<Verification.Verdict> now = Optional.of(state.verdict());
            if (state.toGo().isPresent() && !said.equals(now)) {
                said = now;
                output.say(VerificationText.sentence(state, output.texts()));
            }
        }
    }

    static int exitCode(Verification verification) {
        return verification.isGood() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
