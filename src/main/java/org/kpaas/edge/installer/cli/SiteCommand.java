package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// A command that works on the site of a file.
abstract class SiteCommand implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--site", paramLabel = "FILE", descriptionKey = "option.site")
    @Nullable Path siteFile;

    private final CommandLineMain.Environment environment;

    SiteCommand(CommandLineMain.Environment environment) {
        this.environment = environment;
    }

    /// What the command can do without a connection.
    ///
    /// @return the exit code when that was all, empty to go on to the hosts
    OptionalInt offline(Output output) throws ProblemException {
        return OptionalInt.empty();
    }

    /// @return the exit code
    abstract int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException;

    @Override
    public final Integer call() {
        Output output = environment.output(options);
        try {
            OptionalInt done = offline(output);
            return done.isPresent() ? done.getAsInt() : connected(output);
        } catch (ProblemException e) {
            output.problem(e.problem());
            return CommandLineMain.exitCode(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }

    /// The file that `--site` names.
    ///
    /// @throws CommandLine.ParameterException when it is not given
    final Path siteFile() {
        if (siteFile == null) {
            throw new CommandLine.MissingParameterException(
                    spec.commandLine(), spec.findOption("--site"), "--site");
        }
        return siteFile;
    }

    private int connected(Output output) throws ProblemException, InterruptedException {
        Site site = SiteFile.load(siteFile());
        try (Secret given = options.passwordStdin ? firstLine() : Secret.NONE) {
            var terminal =
                    new Terminal(
                            output,
                            System.console(),
                            options.passwordStdin ? given : null,
                            options.acceptedHostKeys);
            try (Session session =
                    environment.installers().apply(options.home).open(site, terminal, terminal)) {
                return work(session, terminal, output);
            }
        }
    }

    /// Reads byte by byte up to the line end, so that nothing else of standard input is swallowed.
    private static Secret firstLine() throws ProblemException {
        byte[] line = new byte[1024];
        int length = 0;
        try {
            int next = System.in.read();
            while (next >= 0 && next != '\n' && length < line.length) {
                line[length++] = (byte) next;
                next = System.in.read();
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("cli.stdin", Objects.toString(e.getMessage(), "")), e);
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        var decoded = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(line, 0, end));
        Secret secret = Secret.of(decoded);
        java.util.Arrays.fill(line, (byte) 0);
        return secret;
    }
}
