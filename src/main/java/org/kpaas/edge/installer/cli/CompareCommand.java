package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.report.Comparison;
import org.kpaas.edge.installer.report.ComparisonText;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.OptionalInt;

/// `compare`: what changed since an earlier report, until a later one or until now. Changes nothing.
@Command(name = "compare", mixinStandardHelpOptions = true)
final class CompareCommand extends SiteCommand {
    @Parameters(index = "0", paramLabel = "BEFORE", descriptionKey = "option.before")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path before;

    @Parameters(index = "1", arity = "0..1", paramLabel = "AFTER", descriptionKey = "option.after")
    @Nullable Path after;

    @Mixin private LookOptions looks = new LookOptions();

    CompareCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        return after == null
                ? OptionalInt.empty()
                : OptionalInt.of(tell(output, Reports.load(before), Reports.load(after)));
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        Report earlier = Reports.load(before);
        return tell(output, earlier, NowReport.of(session, output, looks));
    }

    private static int tell(Output output, Report before, Report after) {
        Comparison comparison = Comparison.of(before, after);
        ComparisonText.of(comparison, output.texts(), ZoneId.systemDefault()).forEach(output::say);
        if (output.json()) {
            output.value(comparison);
        }
        return comparison.differences().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
