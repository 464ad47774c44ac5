package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.function.Consumer;

/// `stop RUN`: ends a run on the control plane, whoever started it, follows the edge nodes until they rest (T94), and says
/// how far each one has come.
@Command(name = "stop", mixinStandardHelpOptions = true)
final class StopCommand extends SiteCommand {
    @Parameters(index = "0", paramLabel = "RUN", descriptionKey = "option.stop-run")
    String run = "";

    @Option(names = "--yes", descriptionKey = "option.yes-stop")
    boolean yes;

    StopCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        String question = output.texts().get("cli.ask.stop", run, session.site().name());
        if (!yes && !terminal.agrees(question)) {
            output.text("cli.stop.no-consent");
            return ExitCode.CANCELLED;
        }
        if (!session.cancel(run)) {
            output.problem(Problem.of("run.not-running", run));
            return ExitCode.RUN_FAILED;
        }
        output.text("cli.stop.stopped");
        Event.RunResult result =
                session.attach(run, onlyEdges(new RunView(output, false, Expected.NOTHING)));
        NodesView.print(output, session.standings());
        boolean rests =
                result.problem().map(Problem::code).filter("run.stopped"::equals).isPresent();
        if (!rests) {
            result.problem().ifPresent(output::problem);
        }
        return rests ? ExitCode.OK : ExitCode.RUN_FAILED;
    }

    /// Its log has been read elsewhere; here only what the edge nodes still do is news.
    private static Consumer<Event> onlyEdges(RunView view) {
        return event -> {
            if (event instanceof Event.EdgeSeen || event instanceof Event.EdgeUnseen) {
                view.accept(event);
            }
        };
    }
}
