package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// `facts`: looks at every host and every way between them, and saves what was found, without secrets, so that the checks can be asked again without
/// the site; changes nothing on a host.
@Command(name = "facts", mixinStandardHelpOptions = true)
final class FactsCommand extends SiteCommand {
    @Option(names = "--save", paramLabel = "FILE", required = true, descriptionKey = "option.save")
    Path target = Path.of("");

    @Mixin LookOptions looks = new LookOptions();

    FactsCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        SiteFacts facts = looks.look(session, output);
        FactsFile.save(session.site(), facts, target);
        output.text("cli.facts.saved", target.toString());
        return facts.unread().isEmpty() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
}
