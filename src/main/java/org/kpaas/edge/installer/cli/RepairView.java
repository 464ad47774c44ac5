package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.check.Wording;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Preview;
import org.kpaas.edge.installer.fix.Progress;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.plan.FileDiff;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;

import java.util.ArrayList;
import java.util.List;

/// Repairs in a terminal: each preview, what goes on, and the check before and after.
record RepairView(Output output) {
    private static final String INDENT = "    ";

    void looked(Subject subject) {
        output.text("cli.looked", subject.label());
    }

    void offer(Offer offer) {
        Proposal proposal = offer.proposal();
        output.text(
                "cli.fix.offer",
                proposal.check().text(),
                new Wording(texts()).title(proposal.check()),
                proposal.on().label());
        lines(offer.preview()).forEach(line -> output.say(INDENT + line));
        if (proposal.root()) {
            output.say(INDENT + texts().get("cli.fix.root"));
        }
        if (proposal.reboot()) {
            output.say(INDENT + texts().get("cli.fix.reboot"));
        }
    }

    private List<String> lines(Preview preview) {
        return switch (preview) {
            case Preview.File file -> FileDiff.of(file.path(), file.before(), file.after());
            case Preview.Commands commands ->
                    commands.lines().stream().map(line -> "$ " + line).toList();
            case Preview.Restart restart ->
                    List.of(texts().get("cli.fix.restart-only", restart.path()));
        };
    }

    void notPossible(Proposal proposal, Problem problem) {
        output.text("cli.fix.not-possible", proposal.check().text(), proposal.on().label());
        output.problem(problem);
    }

    String question() {
        return texts().get("cli.ask.fix");
    }

    String rebootQuestion() {
        return texts().get("cli.ask.reboot");
    }

    String undoQuestion() {
        return texts().get("cli.ask.undo");
    }

    void nothingDone(boolean nothingToDo) {
        output.text(nothingToDo ? "cli.fix.nothing" : "cli.stopped.no-consent");
    }

    void progress(Progress progress) {
        switch (progress) {
            case Progress.Working working ->
                    output.text(
                            "cli.fix.working",
                            working.offer().proposal().check().text(),
                            working.offer().proposal().on().label());
            case Progress.Restarting restarting ->
                    output.text("cli.fix.restarting", restarting.host().label());
            case Progress.Back back -> output.text("cli.fix.back", back.host().label());
            case Progress.Ended _ -> {} // told with the check's new result
        }
    }

    /// @return whether every repair was done and its finding is gone
    boolean result(List<Outcome> outcomes, List<Answer> before, List<Answer> after) {
        var rows = new ArrayList<Row>();
        for (Outcome outcome : outcomes) {
            Proposal proposal = outcome.offer().proposal();
            rows.add(
                    new Row(
                            proposal.check().text(),
                            proposal.on().id(),
                            outcome instanceof Outcome.Done,
                            state(before, proposal),
                            state(after, proposal)));
            output.text(
                    "cli.fix.result",
                    proposal.check().text(),
                    proposal.on().label(),
                    texts().get("cli.checks.state." + state(before, proposal)),
                    texts().get("cli.checks.state." + state(after, proposal)));
            if (outcome instanceof Outcome.Failed failed) {
                output.problem(failed.problem());
            }
        }
        if (output.json()) {
            output.value(rows);
        }
        return rows.stream().allMatch(row -> row.done() && row.after().equals("passed"));
    }

    void undone(RepairJournal.Entry entry) {
        output.text("cli.fix.undone", entry.host(), entry.what());
    }

    void journal(List<RepairJournal.Entry> entries) {
        entries.forEach(
                entry ->
                        output.text(
                                "cli.fix.entry",
                                entry.id(),
                                entry.at().toString(),
                                entry.check(),
                                entry.host(),
                                entry.what()));
        if (output.json()) {
            output.value(entries);
        }
    }

    private static String state(List<Answer> answers, Proposal proposal) {
        return answers.stream()
                .filter(answer -> answer.id().equals(proposal.check()))
                .filter(answer -> answer.result().on().equals(proposal.about()))
                .findFirst()
                .map(
                        answer ->
                                switch (answer.result()) {
                                    case CheckResult.Failed _ -> "failed";
                                    case CheckResult.Warned _ -> "warned";
                                    case CheckResult.Unknown _ -> "unknown";
                                    case CheckResult.NotAsked _ -> "not-asked";
                                    case CheckResult.Passed _ -> "passed";
                                })
                .orElse("unknown");
    }

    private Texts texts() {
        return output.texts();
    }

    /// What a script gets of one repair.
    private record Row(String check, String on, boolean done, String before, String after) {}
}
