package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;

import picocli.CommandLine.Command;

import java.util.List;

/// `check`: looks at every host and asks every check; changes nothing.
@Command(name = "check", mixinStandardHelpOptions = true)
final class CheckCommand extends SiteCommand {
    CheckCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output) throws InterruptedException {
        SiteFacts facts = session.look(subject -> output.text("cli.looked", subject.label()));
        List<Answer> answers = session.check(facts);
        AnswersView.print(output, session.site(), answers);
        if (output.json()) {
            output.value(answers);
        }
        return AnswersView.anyFailed(answers)
                        || !AnswersView.openWarnings(session.site(), answers).isEmpty()
                ? ExitCode.FINDINGS
                : ExitCode.OK;
    }
}
