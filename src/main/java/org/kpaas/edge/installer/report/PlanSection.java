package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.FileDiff;
import org.kpaas.edge.installer.plan.ImpactText;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

/// What the deployment changed, phase by phase.
record PlanSection(Html html, Texts texts, Words words) {
    void write(DeploymentPlan plan) {
        html.raw("<section>").element("h2", words.get("plan"));
        html.element("p", words.get("plan.id", plan.id()));
        for (ImpactText.Section section : ImpactText.sections(plan.impact(), texts)) {
            html.element("h3", section.title()).raw("<ul>");
            section.lines().forEach(line -> html.element("li", line));
            html.close("ul");
        }
        html.open("ol", "class", "phases");
        plan.phases().forEach(this::phase);
        html.close("ol").close("section");
    }

    private void phase(DeploymentPlan.PlannedPhase phase) {
        html.raw("<li>").element("h3", texts.get("phase." + phase.id() + ".title"));
        html.element("p", texts.get("phase." + phase.id() + ".explanation"));
        phase.changes().forEach(this::ours);
        tasks(phase.changes());
        html.close("li");
    }

    private void ours(Change change) {
        switch (change) {
            case Change.WriteFile it -> file("plan.write", it.path(), FileDiff.of(it));
            case Change.RestoreFile it -> file("plan.restore", it.path(), FileDiff.of(it));
            case Change.RunJob it -> {
                html.element("p", texts.get("plan.job", it.on().label()), "class", "what");
                html.open("pre").text(it.line()).close("pre");
                html.element("p", texts.get("plan.guard", it.guard().inventory()));
                html.element("p", texts.get(it.guard().trust()));
                html.element("p", texts.get("plan.gate"));
            }
            case Change.RunTask it -> {}
        }
    }

    private void file(String key, String path, List<String> diff) {
        html.element("p", texts.get(key, path), "class", "what");
        html.open("pre");
        if (diff.isEmpty()) {
            html.text(texts.get("plan.unchanged"));
        }
        for (String line : diff) {
            boolean head = line.startsWith("+++") || line.startsWith("---");
            String kind =
                    head
                            ? "head"
                            : line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "";
            html.open("span", "class", "line " + kind).text(line).raw("</span>\n");
        }
        html.close("pre");
    }

    private void tasks(List<Change> changes) {
        List<Change.RunTask> tasks =
                changes.stream()
                        .filter(Change.RunTask.class::isInstance)
                        .map(Change.RunTask.class::cast)
                        .filter(task -> task.what().isPresent())
                        .toList();
        if (tasks.isEmpty()) {
            return;
        }
        html.open("ul", "class", "tasks");
        for (Change.RunTask task : tasks) {
            html.raw("<li>").text(texts.get("change." + task.what().orElseThrow()));
            html.element(
                    "span",
                    task.role() + " : " + task.name() + " → " + String.join(", ", task.hosts()),
                    "class",
                    "id");
            html.close("li");
        }
        html.close("ul");
    }
}
