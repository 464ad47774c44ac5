package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.report.FirewallPage;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `firewall`: writes the firewall rows of a site in the language of a tool, or as a page to print, without a connection; or
/// tries every way that the site needs, and those that must be closed.
@Command(name = "firewall", mixinStandardHelpOptions = true)
final class FirewallCommand extends SiteCommand {
    private static final String SHEET = "sheet";
    private static final String PORTS = "PORT";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Wish wish;

    static final class Wish {
        @Option(
                names = "--export",
                paramLabel = "csv|ufw|nftables|tofu|sheet",
                descriptionKey = "option.export")
        String export = "";

        @Option(names = "--probe", descriptionKey = "option.probe")
        boolean probe;
    }

    @Option(
            names = "--role",
            paramLabel = "control-plane|worker|edge",
            descriptionKey = "option.role")
    @Nullable String role;

    @Option(names = "--facts", paramLabel = "FILE", descriptionKey = "option.firewall-facts")
    @Nullable Path factsFile;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.out")
    @Nullable Path target;

    FirewallCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    OptionalInt offline(Output output) throws ProblemException {
        if (wish.probe) {
            return OptionalInt.empty();
        }
        Site site = SiteFile.load(siteFile());
        Optional<SiteFacts> facts =
                factsFile == null ? Optional.empty() : Optional.of(FactsFile.load(site, factsFile));
        FirewallSheet sheet = FirewallSheet.of(site, release(facts), facts);
        String text = text(site, sheet, output);
        if (target == null) {
            output.out().print(text);
        } else {
            write(target, text);
            output.text("cli.firewall.saved", target.toString());
        }
        warn(sheet.missing(roles()), output);
        return OptionalInt.of(ExitCode.OK);
    }

    @Override
    int work(Session session, Terminal terminal, Output output) throws InterruptedException {
        SiteFacts facts = LookOptions.everything(session, output);
        ReachView.print(output, facts.reach());
        if (output.json()) {
            output.value(facts.reach());
        }
        List<Answer> answers =
                session.check(facts).stream().filter(it -> it.id().isAbout(PORTS)).toList();
        AnswersView.print(output, session.site(), answers);
        return AnswersView.blocking(session.site(), answers).isEmpty()
                ? ExitCode.OK
                : ExitCode.FINDINGS;
    }

    private String text(Site site, FirewallSheet sheet, Output output) throws ProblemException {
        if (wish.export.equals(SHEET)) {
            return FirewallPage.of(site, sheet, output.texts());
        }
        return chosen("--export", wish.export, Export.values(), Stream.of(SHEET))
                .of(sheet, roles());
    }

    private List<Role> roles() throws ProblemException {
        return role == null
                ? List.of(Role.values())
                : List.of(chosen("--role", role, Role.values(), Stream.of()));
    }

    /// On standard error: standard output may be the rules.
    private static void warn(Set<Peer> missing, Output output) {
        if (!missing.isEmpty()) {
            String who =
                    missing.stream()
                            .map(peer -> output.texts().get("guide.peer." + id(peer)))
                            .collect(Collectors.joining(", "));
            output.err().println(output.texts().get("cli.firewall.missing", who));
        }
    }

    /// The release of the facts, else the newest.
    private static Release release(Optional<SiteFacts> facts) {
        return facts.flatMap(SiteFacts::release).orElseGet(() -> Releases.all().getLast());
    }

    private static <E extends Enum<E>> E chosen(
            String option, String word, E[] all, Stream<String> others) throws ProblemException {
        return Arrays.stream(all)
                .filter(each -> id(each).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of(
                                                "cli.choice",
                                                option,
                                                word,
                                                Stream.concat(
                                                                Arrays.stream(all)
                                                                        .map(FirewallCommand::id),
                                                                others)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(Path file, String text) throws ProblemException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            "cli.unwritable",
                            file.toString(),
                            Objects.toString(e.getMessage(), "")),
                    e);
        }
    }
}
