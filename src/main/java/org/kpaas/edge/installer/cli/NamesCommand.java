package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.verify.names.Kinds;
import org.kpaas.edge.installer.verify.names.NameCheck;
import org.kpaas.edge.installer.verify.names.NameReport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// `names`: names that were typed, those of a manifest, and those of everything in the cluster, against what the platform
/// keeps for itself; changes nothing. A connection is opened for the cluster only.
@Command(name = "names", mixinStandardHelpOptions = true)
final class NamesCommand extends SiteCommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", descriptionKey = "option.names")
    List<String> names = new ArrayList<>();

    @Option(names = "--kind", paramLabel = "KIND", descriptionKey = "option.names-kind")
    @Nullable String kind;

    @Option(names = "--file", paramLabel = "MANIFEST", descriptionKey = "option.names-file")
    @Nullable Path file;

    @Option(names = "--cluster", descriptionKey = "option.names-cluster")
    boolean cluster;

    NamesCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (names.isEmpty() && file == null && !cluster) {
            throw new ProblemException(Problem.of("names.nothing"));
        }
        if (kind != null && names.isEmpty()) {
            throw new ProblemException(Problem.of("names.kind-alone"));
        }
        if (cluster) {
            siteFile();
            return OptionalInt.empty();
        }
        // the newest release that is known
        return OptionalInt.of(tell(output, given(new NameCheck(Releases.all().getLast()))));
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        List<NameReport> reports = given(session.nameCheck());
        reports.add(session.names());
        return tell(output, reports);
    }

    private List<NameReport> given(NameCheck check) throws ProblemException {
        var reports = new ArrayList<NameReport>();
        if (!names.isEmpty()) {
            reports.add(check.typed(kind(), checked()));
        }
        if (file != null) {
            reports.add(check.manifest(file));
        }
        return reports;
    }

    private String kind() throws ProblemException {
        String asked = kind;
        if (asked == null) {
            return "";
        }
        return Kinds.of(asked)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of("names.kind", FreeText.visible(asked))));
    }

    private List<String> checked() throws ProblemException {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new ProblemException(Problem.of("names.empty"));
        }
        return names;
    }

    private static int tell(Output output, List<NameReport> reports) {
        NamesView.print(output, reports);
        if (output.json()) {
            output.value(reports);
        }
        return reports.stream().allMatch(report -> report.found().isEmpty())
                ? ExitCode.OK
                : ExitCode.FINDINGS;
    }
}
