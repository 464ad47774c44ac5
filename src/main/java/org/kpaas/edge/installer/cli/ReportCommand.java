package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.OptionalInt;

/// `report`: looks at the site now and writes the handover report; or makes the page of a saved report again, without a
/// connection. Changes nothing.
@Command(name = "report", mixinStandardHelpOptions = true)
final class ReportCommand extends SiteCommand {
    @Parameters(arity = "0..1", paramLabel = "JSON", descriptionKey = "option.report-from")
    @Nullable Path from;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.report-out")
    @Nullable Path out;

    @Option(names = "--report", paramLabel = "DIR", descriptionKey = "option.report")
    @Nullable Path folder;

    @Mixin private LookOptions looks = new LookOptions();

    ReportCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (from == null) {
            return OptionalInt.empty();
        }
        Report report = Reports.load(from);
        Path page = out == null ? Reports.pageOf(from) : out;
        Reports.savePage(page, report, output.texts());
        output.text("cli.report.made", page.toString());
        return OptionalInt.of(ExitCode.OK);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Report report = NowReport.of(session, output, looks);
        Path reports = folder == null ? options.home.resolve("reports") : folder;
        output.text("cli.report", Reports.save(reports, report, output.texts()).toString());
        return ExitCode.OK;
    }
}
