package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// `facts`: looks at every host and saves what was found, without secrets, so that the checks can be asked again without
/// the site; changes nothing on a host.
@Command(name = "facts", mixinStandardHelpOptions = true)
final class FactsCommand extends SiteCommand {
    @Option(names = "--save", paramLabel = "FILE", required = true, descriptionKey = "option.save")
    Path target = Path.of("");

    FactsCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        SiteFacts facts = session.look(subject -> output.text("cli.looked", subject.label()));
        FactsFile.save(facts, target);
        output.text("cli.facts.saved", target.toString());
        return facts.unread().isEmpty() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
}
