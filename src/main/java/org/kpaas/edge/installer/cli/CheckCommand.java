package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.Checks;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// `check`: looks at every host and every way between them, and asks every check; changes nothing. With saved facts it asks the same checks of them
/// and opens no connection; with `--save` it keeps the facts that it judged, so that this can be done later and elsewhere;
/// with `--list` it only tells which checks there are.
@Command(name = "check", mixinStandardHelpOptions = true)
final class CheckCommand extends SiteCommand {
    @ArgGroup private Source source = new Source();
    @Mixin private LookOptions looks = new LookOptions();

    /// Where the facts come from or go to.
    private static final class Source {
        @Option(names = "--list", descriptionKey = "option.list")
        boolean list;

        @Option(names = "--facts", paramLabel = "FILE", descriptionKey = "option.facts")
        @Nullable Path facts;

        @Option(names = "--save", paramLabel = "FILE", descriptionKey = "option.save")
        @Nullable Path save;
    }

    CheckCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (source.list) {
            CatalogueView.print(output);
            return OptionalInt.of(ExitCode.OK);
        }
        if (source.facts == null) {
            return OptionalInt.empty();
        }
        Site site = SiteFile.load(siteFile());
        SiteFacts facts = FactsFile.load(site, source.facts);
        output.text("cli.facts.offline", facts.taken().toString());
        return OptionalInt.of(tell(output, site, Checks.ask(site, facts)));
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        SiteFacts facts = looks.look(session, output);
        if (source.save != null) {
            FactsFile.save(session.site(), facts, source.save);
            output.text("cli.facts.saved", source.save.toString());
        }
        return tell(output, session.site(), session.check(facts));
    }

    private static int tell(Output output, Site site, List<Answer> answers) {
        AnswersView.print(output, site, answers);
        if (output.json()) {
            output.value(answers);
        }
        return AnswersView.blocking(site, answers).isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
