package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;
import java.util.stream.Stream;

/// A plan as plain text, for the terminal and for a file: readable top to bottom before anything happens.
public final class PlanText {
    private static final String INDENT = "   ";
    private static final String DEEPER = INDENT + "  ";

    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    private PlanText(Texts texts) {
        this.texts = texts;
    }

    public static String of(DeploymentPlan plan, Texts texts) {
        var text = new PlanText(texts);
        text.head(plan);
        text.impact(plan.impact());
        int number = 0;
        for (DeploymentPlan.PlannedPhase phase : plan.phases()) {
            text.phase(++number, phase, plan);
        }
        return Redaction.redact(text.out.toString());
    }

    private void head(DeploymentPlan plan) {
        line(texts.get("plan.title", plan.site().name()));
        if (plan.site().simulated()) {
            line(texts.get("plan.simulated"));
        }
        line(
                texts.get(
                        "plan.summary",
                        plan.releaseId(),
                        plan.edges().size(),
                        String.join(", ", plan.edges())));
        if (!plan.leftOut().isEmpty()) {
            line(texts.get("plan.left-out", String.join(", ", plan.leftOut())));
        }
        line(texts.get("plan.id", plan.id()));
    }

    private void impact(Impact impact) {
        for (ImpactText.Section section : ImpactText.sections(impact, texts)) {
            line("");
            line(section.title());
            section.lines().forEach(each -> line(INDENT + each));
        }
        if (!impact.consents().isEmpty()) {
            line("");
            line(texts.get("plan.consent.title"));
            impact.consents().forEach(it -> line(INDENT + ImpactText.consent(impact, it, texts)));
        }
    }

    private void phase(int number, DeploymentPlan.PlannedPhase phase, DeploymentPlan plan) {
        line("");
        line(number + ". " + texts.get("phase." + phase.id() + ".title"));
        line(INDENT + texts.get("phase." + phase.id() + ".explanation"));
        for (Change change : phase.changes()) {
            switch (change) {
                case Change.WriteFile write -> file("plan.write", write.path(), FileDiff.of(write));
                case Change.RestoreFile restore ->
                        file("plan.restore", restore.path(), FileDiff.of(restore));
                case Change.RunJob job -> job(job, plan);
                case Change.RunTask task -> task(task);
            }
        }
    }

    private void file(String key, String path, List<String> diff) {
        line(INDENT + texts.get(key, path));
        if (diff.isEmpty()) {
            line(DEEPER + texts.get("plan.unchanged"));
        }
        diff.forEach(each -> line(DEEPER + each));
    }

    private void job(Change.RunJob job, DeploymentPlan plan) {
        line(INDENT + texts.get("plan.job", job.on().label()));
        line(DEEPER + job.line());
        Releases.find(plan.releaseId()).ifPresent(this::scriptFiles);
        line(INDENT + texts.get("plan.guard", job.guard().inventory()));
        line(INDENT + texts.get(job.guard().trust()));
        line(INDENT + texts.get("plan.gate"));
    }

    private void scriptFiles(Release release) {
        line(INDENT + texts.get("plan.script-writes"));
        Stream.concat(
                        release.generated().stream(),
                        release.templates().stream().map(Release.Template::path))
                .forEach(path -> line(DEEPER + "~/cp-deployment/" + path));
    }

    /// Housekeeping tasks change nothing worth a line; the progress page shows them all.
    private void task(Change.RunTask task) {
        task.what()
                .ifPresent(
                        what -> {
                            line(
                                    INDENT
                                            + "- "
                                            + task.role()
                                            + " : "
                                            + task.name()
                                            + " ["
                                            + String.join(", ", task.hosts())
                                            + "]");
                            line(DEEPER + texts.get("change." + what));
                        });
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
