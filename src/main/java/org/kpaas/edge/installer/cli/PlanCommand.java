package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.PlanText;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;

/// `plan`: everything that a deployment would change; changes nothing.
@Command(name = "plan", mixinStandardHelpOptions = true)
final class PlanCommand extends SiteCommand {
    PlanCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        SiteFacts facts = session.look(subject -> output.text("cli.looked", subject.label()));
        DeploymentPlan plan = session.plan(facts);
        output.say(PlanText.of(plan, output.texts()));
        if (output.json()) {
            output.value(plan);
        }
        return ExitCode.OK;
    }
}
