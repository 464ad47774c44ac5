package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// `deploy`: preflight, plan, consent, run, verification, report.
@Command(name = "deploy", mixinStandardHelpOptions = true)
final class DeployCommand extends SiteCommand {
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);

    @Option(names = "--yes", descriptionKey = "option.yes")
    boolean yes;

    @Option(
            names = "--accept-warnings",
            paramLabel = "REASON",
            descriptionKey = "option.accept-warnings")
    String acceptWarnings = "";

    @Option(names = "--attach", paramLabel = "RUN", descriptionKey = "option.attach")
    @Nullable String attach;

    @Option(names = "--log", descriptionKey = "option.log")
    boolean log;

    @Option(names = "--once", descriptionKey = "option.deploy-once")
    boolean once;

    @Option(names = "--report", paramLabel = "DIR", descriptionKey = "option.report")
    @Nullable Path reports;

    @Mixin LookOptions looks = new LookOptions();

    DeployCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (attach != null && !DeploymentPlan.isId(attach)) {
            throw new ProblemException(Problem.of("cli.no-run", FreeText.visible(attach)));
        }
        if (!acceptWarnings.isBlank()) {
            acceptWarnings = Reasons.checked("--accept-warnings", acceptWarnings);
        }
        return OptionalInt.empty();
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Path folder = reports == null ? options.home.resolve("reports") : reports;
        var deployment =
                new Deployment(
                        session,
                        output,
                        looks,
                        acceptWarnings,
                        question -> yes || terminal.agrees(question),
                        terminal::agrees,
                        log,
                        once,
                        folder,
                        SETTLE_LIMIT);
        return attach == null ? deployment.run() : deployment.attach(attach);
    }
}
