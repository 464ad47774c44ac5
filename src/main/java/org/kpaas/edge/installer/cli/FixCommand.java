package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.fix.Repairer;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `fix`: shows what can be repaired and how, asks, does it, and asks the same checks again; or undoes it.
@Command(name = "fix", mixinStandardHelpOptions = true)
final class FixCommand extends SiteCommand {
    @Option(
            names = "--check",
            paramLabel = "ID",
            arity = "1..*",
            descriptionKey = "option.fix-check")
    Set<String> checks = new LinkedHashSet<>();

    @Option(
            names = "--on",
            paramLabel = "SUBJECT",
            arity = "1..*",
            descriptionKey = "option.fix-on")
    Set<String> hosts = new LinkedHashSet<>();

    @Option(names = "--yes", descriptionKey = "option.fix-yes")
    boolean yes;

    @Option(names = "--reboot", descriptionKey = "option.reboot")
    boolean reboot;

    @Option(names = "--list", descriptionKey = "option.fix-list")
    boolean list;

    @Option(
            names = "--undo",
            arity = "0..1",
            paramLabel = "ENTRY",
            fallbackValue = "",
            descriptionKey = "option.undo")
    @Nullable String undo;

    FixCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output)
            throws ProblemException, InterruptedException {
        var view = new RepairView(output);
        if (list) {
            view.journal(session.repaired());
            return ExitCode.OK;
        }
        try (Repairer repairer = session.repairer()) {
            return undo == null
                    ? repair(session, repairer, terminal, view)
                    : undone(session, repairer, terminal, view, undo);
        }
    }

    private int repair(Session session, Repairer repairer, Terminal terminal, RepairView view)
            throws InterruptedException {
        SiteFacts facts = session.look(view::looked);
        List<Answer> before = session.check(facts);
        List<Proposal> proposals =
                session.proposals(facts).stream().filter(this::isWanted).toList();
        var agreed = new ArrayList<Offer>();
        for (Proposal proposal : proposals) {
            try {
                Optional<Offer> offer = repairer.preview(proposal);
                if (offer.isPresent()) {
                    view.offer(offer.get());
                    if (yes || terminal.agrees(view.question())) {
                        agreed.add(offer.get());
                    }
                }
            } catch (ProblemException e) {
                view.notPossible(proposal, e.problem());
            }
        }
        if (agreed.isEmpty()) {
            view.nothingDone(proposals.isEmpty());
            return proposals.isEmpty() ? ExitCode.OK : ExitCode.CANCELLED;
        }
        boolean restarts = agreed.stream().anyMatch(it -> it.proposal().reboot());
        boolean consent = restarts && (reboot || terminal.agrees(view.rebootQuestion()));
        List<Outcome> outcomes = repairer.apply(agreed, consent, view::progress);
        List<Answer> after = session.check(session.look(view::looked));
        return view.result(outcomes, before, after) ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private boolean isWanted(Proposal proposal) {
        return (checks.isEmpty() || checks.contains(proposal.check().text()))
                && (hosts.isEmpty()
                        || hosts.contains(proposal.on().id())
                        || hosts.contains(proposal.on().label()));
    }

    /// The named repair, or the last one of this site.
    private int undone(
            Session session, Repairer repairer, Terminal terminal, RepairView view, String id)
            throws ProblemException, InterruptedException {
        List<RepairJournal.Entry> known = session.repaired();
        RepairJournal.Entry entry =
                known.reversed().stream()
                        .filter(
                                it ->
                                        id.isEmpty()
                                                ? it.site().equals(session.site().name())
                                                : it.id().equals(id))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of(
                                                        "fix.no-entry",
                                                        id.isEmpty()
                                                                ? session.site().name()
                                                                : id)));
        view.journal(List.of(entry));
        if (!yes && !terminal.agrees(view.undoQuestion())) {
            view.nothingDone(false);
            return ExitCode.CANCELLED;
        }
        repairer.undo(entry);
        view.undone(entry);
        return ExitCode.OK;
    }
}
