package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the handover report from what the steps have found and done, and writes it in the
/// background.
final class Handover {
    private static final String HTML = ".html";

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
                        .withRelease(context.facts().get().flatMap(SiteFacts::releaseId))
                        .withAnswers(context.answers().get());
        report = context.plan().get().map(report::withPlan).orElse(report);
        Report sofar = report;
        report =
                context.result()
                        .get()
                        .map(run -> sofar.withRun(run, context.timings().get()))
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

    private static String write(Path html, Report report, Texts texts) {
        try {
            Files.writeString(html, Reports.html(report, texts));
            Files.writeString(beside(html), Reports.json(report));
            return texts.get("step.saved", html);
        } catch (IOException e) {
            return texts.get("step.not-saved", html, e.getClass().getSimpleName());
        }
    }

    private static Path beside(Path html) {
        String name = html.getFileName().toString();
        String stem = name.endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : name;
        return html.resolveSibling(stem + ".json");
    }
}
