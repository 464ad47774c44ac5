package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the handover report from what the steps have found and done, and writes it in the
/// background.
final class Handover {
    private final WizardContext context;
    private final Background background;

    Handover(WizardContext context, Background background) {
        this.context = context;
        this.background = background;
    }

    /// Empty before there is a site.
    Optional<Report> report(Instant now, ZoneId zone) {
        return context.site().get().map(site -> report(site, now, zone));
    }

    private Report report(Site site, Instant now, ZoneId zone) {
        Report report =
                Report.of(site, now, zone)
                        .withRepairs(
                                context.session().get().map(Session::repaired).orElse(List.of()))
                        .withAnswers(context.answers().get());
        report = context.facts().get().map(report::withFacts).orElse(report);
        report = context.plan().get().map(report::withPlan).orElse(report);
        Report sofar = report;
        report =
                context.result()
                        .get()
                        .map(
                                run ->
                                        sofar.withRun(
                                                run,
                                                context.record()
                                                        .get()
                                                        .orElse(Report.RunRecord.NONE)))
                        .orElse(report);
        return context.verification().get().map(report::withVerification).orElse(report);
    }

    /// Writes `<name>.html` for people and `<name>.json` for programs beside it.
    ///
    /// @param html the chosen file
    /// @param told gets one sentence: where it was saved, or why it was not
    void save(Path html, Report report, Texts texts, Consumer<String> told) {
        background.start(
                () -> write(html, report, texts),
                told,
                problem -> told.accept(texts.title(problem)),
                () -> {});
    }

    private static String write(Path html, Report report, Texts texts) throws ProblemException {
        Reports.savePage(html, report, texts);
        Reports.saveData(Reports.dataOf(html), report);
        return texts.get("step.saved", html);
    }
}
