package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Practice;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/// `practice`: a whole simulated site on loopback, deployed from preflight to report.
@Command(name = "practice", mixinStandardHelpOptions = true)
final class PracticeCommand implements Callable<Integer> {
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin CommonOptions options = new CommonOptions();

    @Option(names = "--fault", split = ",", paramLabel = "FAULT", descriptionKey = "option.fault")
    Set<Fault> faults = EnumSet.noneOf(Fault.class);

    @Option(names = "--all-faults", descriptionKey = "option.all-faults")
    boolean allFaults;

    @Option(names = "--edges", paramLabel = "N", descriptionKey = "option.edges")
    int edges = 2;

    @Option(names = "--speed", paramLabel = "X", descriptionKey = "option.speed")
    double speed = 20;

    @Option(names = "--release", paramLabel = "TAG", descriptionKey = "option.release")
    String release = "v1.6.0";

    @Option(names = "--log", descriptionKey = "option.log")
    boolean log;

    @Option(names = "--report", paramLabel = "DIR", descriptionKey = "option.report")
    @Nullable Path reports;

    private final CommandLineMain.Environment environment;

    PracticeCommand(CommandLineMain.Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Output output = environment.output(options);
        PracticeOptions wanted = wanted();
        try (Practice practice = Practice.start(wanted, environment.installers());
                Session session = practice.open()) {
            output.text("cli.practice.intro", practice.site().controlPlane().label());
            Path folder = reports == null ? options.home.resolve("reports") : reports;
            String reason = output.texts().get("cli.practice.reason");
            return new Deployment(
                            session,
                            output,
                            new LookOptions(),
                            reason,
                            question -> true,
                            question -> false,
                            log,
                            false,
                            folder,
                            SETTLE_LIMIT)
                    .run();
        } catch (ProblemException e) {
            output.problem(e.problem());
            return CommandLineMain.exitCode(e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }

    private PracticeOptions wanted() {
        try {
            Set<Fault> chosen = EnumSet.noneOf(Fault.class);
            chosen.addAll(faults);
            if (allFaults) {
                chosen.addAll(Fault.together());
            }
            return new PracticeOptions(release, edges, speed, chosen);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), Objects.toString(e.getMessage(), ""), e);
        }
    }
}
