package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.CheckInfo;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;
import org.kpaas.edge.installer.site.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// `accept`: writes into the site file that a deployment may go on in spite of a result, with the reason, or takes that
/// back. Opens no connection. A failure that would damage the site stays one, whatever is accepted ([Acceptance]).
@Command(name = "accept", mixinStandardHelpOptions = true)
final class AcceptCommand extends SiteCommand {
    @Option(names = "--check", paramLabel = "ID", required = true, descriptionKey = "option.check")
    String check = "";

    @Option(names = "--on", paramLabel = "WHOM", required = true, descriptionKey = "option.on")
    List<String> whom = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "option.reason")
    String reason = "";

    @Option(names = "--failure", descriptionKey = "option.failure")
    boolean failure;

    @Option(names = "--withdraw", descriptionKey = "option.withdraw")
    boolean withdraw;

    AcceptCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        Site site = SiteFile.load(siteFile());
        CheckInfo info = info();
        if (reason.isBlank() && !withdraw) {
            throw new ProblemException(Problem.of("accept.no-reason", info.id().text()));
        }
        if (failure && !info.acceptable()) {
            throw new ProblemException(Problem.of("accept.damage", info.id().text()));
        }
        String checked = withdraw ? reason : Reasons.checked("--reason", reason);
        Site changed = site;
        for (String each : whom) {
            Subject on = subject(site, each);
            changed = decided(changed, info, on, checked);
            output.text(message(info), info.id().text(), on.label());
        }
        SiteFile.save(siteFile(), changed);
        return OptionalInt.of(ExitCode.OK);
    }

    @Override
    int work(Session session, Terminal terminal, Output output) {
        throw new IllegalStateException("nothing is left to do on a host");
    }

    private Site decided(Site site, CheckInfo info, Subject on, String checked) {
        return withdraw
                ? Acceptance.withdraw(site, info.id(), on)
                : Acceptance.decide(
                        site,
                        new AcceptedWarning(
                                info.id().text(),
                                on.id(),
                                checked,
                                failure
                                        ? AcceptedWarning.State.FAILED
                                        : AcceptedWarning.State.WARNED));
    }

    private String message(CheckInfo info) {
        if (withdraw) {
            return "cli.accept.withdrawn";
        }
        if (failure || info.severity() != CheckInfo.Severity.FAIL) {
            return "cli.accept.saved";
        }
        return info.acceptable() ? "cli.accept.not-failure" : "cli.accept.warnings-only";
    }

    private CheckInfo info() throws ProblemException {
        return CheckInfo.all().stream()
                .filter(info -> info.id().text().equalsIgnoreCase(check))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of(
                                                "accept.unknown-check", FreeText.visible(check))));
    }

    private static Subject subject(Site site, String word) throws ProblemException {
        var subjects =
                new ArrayList<>(
                        List.of(
                                Subject.LAPTOP,
                                Subject.SITE,
                                Subject.CLUSTER,
                                site.controlPlaneSubject()));
        subjects.addAll(site.edgeSubjects());
        node(word).ifPresent(subjects::add);
        return subjects.stream()
                .filter(it -> it.id().equals(word) || it.label().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(unknown(subjects, word)));
    }

    /// `node/<name>`; whether there is such a node, only the cluster knows.
    private static Optional<Subject> node(String word) {
        try {
            return word.startsWith("node/")
                    ? Optional.of(
                            Subject.node(new HostName(word.substring("node/".length())).text()))
                    : Optional.empty();
        } catch (BadValue noName) {
            return Optional.empty();
        }
    }

    private static Problem unknown(List<Subject> subjects, String word) {
        String known = subjects.stream().map(Subject::id).collect(Collectors.joining(", "));
        return Problem.of("accept.unknown-subject", FreeText.visible(word), known);
    }
}
