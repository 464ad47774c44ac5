package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.logs.LogReader;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// `logs`: the journal of a service on an edge node, or the log of a pod wherever it runs, also where `kubectl logs`
/// cannot read it (T53); changes nothing.
@Command(name = "logs", mixinStandardHelpOptions = true)
final class LogsCommand extends SiteCommand {
    @Option(names = "--host", paramLabel = "NAME", descriptionKey = "option.log-host")
    @Nullable String host;

    @Option(names = "--unit", paramLabel = "SERVICE", descriptionKey = "option.log-unit")
    @Nullable String unit;

    @Option(names = "--pod", paramLabel = "NAMESPACE/NAME", descriptionKey = "option.log-pod")
    @Nullable String pod;

    @Option(names = "--lines", paramLabel = "N", descriptionKey = "option.log-lines")
    int lines = 200;

    @Option(names = "--follow", descriptionKey = "option.log-follow")
    boolean follow;

    @Option(names = "--search", paramLabel = "TEXT", descriptionKey = "option.log-search")
    String search = "";

    LogsCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        String wanted = search.toLowerCase(Locale.ROOT);
        Consumer<String> print =
                line -> {
                    if (line.toLowerCase(Locale.ROOT).contains(wanted)) {
                        output.print(line);
                    }
                };
        session.log(source(), Optional.ofNullable(host), bounded(), follow, print);
        return ExitCode.OK;
    }

    private int bounded() {
        return Math.clamp(lines, 1, LogReader.MOST_LINES);
    }

    private LogSource source() throws ProblemException {
        try {
            if (pod != null) {
                return LogSource.Pod.of(pod);
            }
            if (unit != null && host != null) {
                return new LogSource.Unit(unit);
            }
        } catch (BadValue bad) {
            throw new ProblemException(Problem.of("logs." + bad.code(), bad.found()), bad);
        }
        throw new ProblemException(Problem.of("logs.nothing"));
    }
}
