package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Choice;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.plan.ResetPlanText;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.verify.cause.CauseText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// `reset`: what is there, what would go and what stays, consent by the site's name, run, proof.
@Command(name = "reset", mixinStandardHelpOptions = true)
final class ResetCommand extends SiteCommand {
    @Option(
            names = "--node",
            paramLabel = "HOST",
            arity = "1",
            descriptionKey = "option.reset-node")
    Set<String> nodes = new LinkedHashSet<>();

    @Option(names = "--cloud-only", descriptionKey = "option.cloud-only")
    boolean cloudOnly;

    @Option(names = "--residue-only", descriptionKey = "option.residue-only")
    boolean residueOnly;

    @Option(
            names = "--without",
            paramLabel = "ITEM",
            arity = "1",
            descriptionKey = "option.reset-without")
    Set<String> without = new LinkedHashSet<>();

    @Option(names = "--affinity", descriptionKey = "option.reset-affinity")
    boolean affinity;

    @Option(names = "--dry-run", descriptionKey = "option.reset-dry-run")
    boolean dryRun;

    @Option(names = "--confirm", paramLabel = "SITE", descriptionKey = "option.confirm")
    @Nullable String confirm;

    @Option(names = "--attach", paramLabel = "RUN", descriptionKey = "option.reset-attach")
    @Nullable String attach;

    @Option(names = "--report", paramLabel = "DIR", descriptionKey = "option.reset-report")
    @Nullable Path reports;

    ResetCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (attach != null && !DeploymentPlan.isId(attach)) {
            throw new ProblemException(Problem.of("cli.no-run", FreeText.visible(attach)));
        }
        long scopes = (nodes.isEmpty() ? 0 : 1) + (cloudOnly ? 1 : 0) + (residueOnly ? 1 : 0);
        if (scopes > 1) {
            throw new ProblemException(Problem.of("cli.reset-scopes"));
        }
        for (String item : without) {
            if (!item.matches("[A-Za-z0-9][A-Za-z0-9._/=:-]{0,299}")) {
                throw new ProblemException(Problem.of("cli.no-item", FreeText.visible(item)));
            }
        }
        return OptionalInt.empty();
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Resets resets = session.resets();
        if (attach != null) {
            Optional<ResetPlan> begun = resets.begun(attach);
            ResetResult result = resets.attach(attach, RunView.ofReset(output));
            return conclude(resets, begun, result, output);
        }
        output.text("cli.step.reset-look");
        Resets.Seen seen = resets.look();
        NodesView.print(output, session.standings(seen.facts()));
        ResidueView.print(output, seen.residue());
        ResetPlan plan;
        try {
            plan = resets.plan(seen, choice());
        } catch (ProblemException e) {
            if (e.problem().code().equals("reset.nothing")) {
                output.text("cli.reset.nothing");
                return ExitCode.OK;
            }
            throw e;
        }
        output.text("cli.step.plan");
        output.say(ResetPlanText.of(plan, output.texts()));
        if (!plan.mayStart()) {
            output.problem(plan.blocked().getFirst());
            return ExitCode.FINDINGS;
        }
        if (dryRun) {
            if (output.json()) {
                output.value(plan);
            }
            return ExitCode.OK;
        }
        String name = session.site().name();
        if (!name.equals(confirm == null ? terminal.types(name) : confirm)) {
            output.text("cli.reset.not-confirmed", name);
            return ExitCode.CANCELLED;
        }
        output.text("cli.step.reset", plan.id());
        output.text("cli.reset.hint", plan.id());
        ResetResult result = resets.run(plan, RunView.ofReset(output));
        return conclude(resets, Optional.of(plan), result, output);
    }

    private Choice choice() {
        Scope scope =
                cloudOnly
                        ? Scope.CLOUD
                        : residueOnly ? Scope.RESIDUE : nodes.isEmpty() ? Scope.WHOLE : Scope.NODE;
        return new Choice(scope, nodes, affinity, without);
    }

    private int conclude(Resets resets, Optional<ResetPlan> plan, ResetResult result, Output output)
            throws ProblemException, InterruptedException {
        output.text("cli.step.proof");
        ResetRecord record = resets.prove(plan, result);
        ResidueView.print(output, record.residue());
        if (output.json()) {
            output.value(record);
        }
        Path folder = reports == null ? options.home.resolve("reports") : reports;
        for (Path file : resets.save(record, folder, output.texts())) {
            output.text("cli.reset.file", file.toString());
        }
        result.problem().ifPresent(output::problem);
        if (!result.succeeded()) {
            CauseText.lines(result.explanation(), output.texts()).forEach(output::say);
            return ExitCode.RUN_FAILED;
        }
        return record.isProven() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
