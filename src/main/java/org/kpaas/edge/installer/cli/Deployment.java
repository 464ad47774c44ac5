package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.PlanText;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.report.RunRecorder;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.cause.CauseText;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One deployment in a terminal, from preflight to report.
///
/// @param acceptWarnings the reason to accept every warning with; empty to stop at warnings
/// @param consent        asked with the question before anything changes
/// @param follow         asked whether to follow the run that another engineer started
/// @param showLog        the job's whole log instead of one line per result
/// @param once           whether the first good state after the run is enough; else it has to last
/// @param reports        the folder for the handover report
record Deployment(
        Session session,
        Output output,
        LookOptions looks,
        String acceptWarnings,
        Consent consent,
        Consent follow,
        boolean showLog,
        boolean once,
        Path reports,
        Duration settleLimit) {
    /// Asks the engineer for consent.
    interface Consent {
        boolean agrees(String question);
    }

    int run() throws ProblemException, InterruptedException {
        output.text("cli.step.checks");
        SiteFacts facts = looks.look(session, output);
        List<Answer> answers = session.check(facts);
        accept(answers);
        AnswersView.print(output, session.site(), answers);
        List<Answer> blocking = AnswersView.blocking(session.site(), answers);
        if (!blocking.isEmpty()) {
            boolean acceptable = blocking.stream().allMatch(Acceptance::possible);
            output.text(acceptable ? "cli.stopped.acceptable" : "cli.stopped.failed");
            return ExitCode.FINDINGS;
        }
        DeploymentPlan plan = session.plan(facts);
        output.text("cli.step.plan");
        output.say(PlanText.of(plan, output.texts()));
        String count = Integer.toString(plan.edges().size());
        if (!consent.agrees(output.texts().get("cli.ask.deploy", count, session.site().name()))) {
            output.text("cli.stopped.no-consent");
            return ExitCode.CANCELLED;
        }
        output.text("cli.step.deploy", plan.id());
        output.text("cli.deploy.hint", plan.id());
        try {
            return deploy(plan, facts, answers);
        } catch (ProblemException e) {
            return followOther(e);
        }
    }

    private int deploy(DeploymentPlan plan, SiteFacts facts, List<Answer> answers)
            throws ProblemException, InterruptedException {
        var recorder = new RunRecorder();
        Event.RunResult result = session.deploy(plan, view().andThen(recorder));
        Report report = begun().withFacts(facts).withAnswers(answers).withPlan(plan);
        return conclude(report.withRun(result, recorder.record()), result);
    }

    /// Never a second run beside another (T103): the one that runs can be followed instead.
    private int followOther(ProblemException e) throws ProblemException, InterruptedException {
        if (!e.problem().code().equals("run.already-running")) {
            throw e;
        }
        output.problem(e.problem());
        String other = e.problem().values().getFirst();
        output.text("cli.deploy.other", other);
        return follow.agrees(output.texts().get("cli.ask.follow", other))
                ? attach(other)
                : ExitCode.RUN_FAILED;
    }

    /// Follows a run that was started earlier, from the first byte of its log.
    int attach(String planId) throws ProblemException, InterruptedException {
        output.text("cli.step.attach", planId);
        var recorder = new RunRecorder();
        Event.RunResult result = session.attach(planId, view().andThen(recorder));
        return conclude(begun().withRun(result, recorder.record()), result);
    }

    private RunView view() throws ProblemException, InterruptedException {
        return new RunView(output, showLog, session.expected());
    }

    private Report begun() {
        return Report.of(session.site(), session.now(), ZoneId.systemDefault())
                .withRepairs(session.repaired());
    }

    private int conclude(Report report, Event.RunResult result)
            throws ProblemException, InterruptedException {
        output.text("cli.step.verify");
        // nothing settles after a run that failed: the state is what it is
        Verification verification =
                result.succeeded() ? session.settle(settleLimit, once) : session.verify();
        VerificationView.print(output, verification);
        if (!result.succeeded()) {
            output.text("cli.step.nodes");
            NodesView.print(output, session.standings());
        }
        Report whole = report.withVerification(verification).withNames(names());
        Path file = Reports.save(reports, whole, output.texts());
        output.text("cli.report", file.toString());
        result.problem().ifPresent(output::problem);
        if (!result.succeeded()) {
            CauseText.lines(result.explanation(), output.texts()).forEach(output::say);
        }
        if (!result.succeeded()) {
            return ExitCode.RUN_FAILED;
        }
        return VerifyCommand.exitCode(verification);
    }

    /// Names that must not be used; the report is written without them when the cluster cannot be listed.
    private Optional<NameReport> names() throws InterruptedException {
        try {
            return Optional.of(session.names());
        } catch (ProblemException e) {
            output.problem(e.problem());
            return Optional.empty();
        }
    }

    private void accept(List<Answer> answers) {
        if (acceptWarnings.isBlank()) {
            return;
        }
        Site site = session.site();
        for (Answer answer : AnswersView.blocking(site, answers)) {
            if (answer.result() instanceof CheckResult.Warned) {
                site = Acceptance.accept(site, answer, acceptWarnings);
            }
        }
        session.change(site);
    }
}
