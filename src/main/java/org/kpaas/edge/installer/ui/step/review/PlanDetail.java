package org.kpaas.edge.installer.ui.step.review;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.FileDiff;
import org.kpaas.edge.installer.plan.ImpactText;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.DiffBlock;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.step.Subjects;

import java.util.List;

/// One entry of the plan in full: a file with its difference and its content, a command line, or
/// what a task changes.
final class PlanDetail extends VBox {
    private static final int GAP = 12;
    private final Texts texts;

    PlanDetail(Texts texts) {
        super(GAP);
        this.texts = texts;
        getStyleClass().add("plan-detail");
    }

    void show(PlanItem item) {
        getChildren().clear();
        switch (item) {
            case PlanItem.Impact impact -> impact(impact);
            case PlanItem.Phase phase -> phase(phase.phase());
            case PlanItem.Single single -> change(single.change());
        }
    }

    private void impact(PlanItem.Impact impact) {
        add(Labels.wrapped(texts.get("plan.impact.title"), "card-title"));
        add(Labels.wrapped(texts.get("step.review.impact.lead"), "muted"));
        for (ImpactText.Section section : ImpactText.sections(impact.plan().impact(), texts)) {
            var box = new VBox(4, Labels.wrapped(section.title(), "strong"));
            box.getStyleClass().add("plan-task");
            section.lines().forEach(line -> box.getChildren().add(Labels.wrapped(line)));
            add(box);
        }
        if (!impact.tasks().isEmpty()) {
            add(Labels.wrapped(texts.get("step.review.impact.tasks"), "strong"));
            impact.tasks().forEach(this::task);
        }
    }

    private void phase(DeploymentPlan.PlannedPhase phase) {
        add(Labels.wrapped(texts.get("phase." + phase.id() + ".title"), "card-title"));
        add(Labels.wrapped(texts.get("phase." + phase.id() + ".explanation")));
        if (phase.changes().isEmpty()) {
            add(Labels.wrapped(texts.get("step.review.changes-nothing"), "muted"));
        }
    }

    private void change(Change change) {
        switch (change) {
            case Change.WriteFile file -> {
                fileHead(file.path(), file, texts.get("step.review.mode", file.mode()));
                diff(FileDiff.of(file));
                heading("step.review.content");
                add(block(file.after().stripTrailing()));
            }
            case Change.RestoreFile file -> {
                fileHead(file.path(), file, texts.get("step.review.restored"));
                diff(FileDiff.of(file));
            }
            case Change.RunJob job -> {
                add(Labels.wrapped(texts.get("step.review.command"), "card-title"));
                add(Labels.wrapped(texts.get("step.review.command.lead"), "muted"));
                heading("step.review.on");
                add(Labels.wrapped(Subjects.name(texts, job.on())));
                heading("step.review.line");
                add(block(job.line()));
                add(Labels.wrapped(texts.get("plan.guard", job.guard().inventory())));
                add(Labels.wrapped(texts.get(job.guard().trust())));
                add(Labels.wrapped(texts.get("plan.gate")));
            }
            case Change.RunTask task -> {
                task(task);
                add(Labels.wrapped(texts.get("step.review.task.lead"), "muted"));
            }
        }
    }

    private void fileHead(String path, Change file, String note) {
        add(Labels.wrapped(path, "mono", "strong"));
        add(Labels.wrapped(Subjects.name(texts, file.on()) + " · " + note, "muted"));
    }

    private void diff(List<String> lines) {
        heading("step.review.diff");
        if (lines.isEmpty()) {
            add(Labels.wrapped(texts.get("step.review.same"), "muted"));
            return;
        }
        // the two header lines repeat the path
        add(new DiffBlock(lines.stream().skip(2).toList()));
    }

    private void task(Change.RunTask task) {
        var box = new VBox(4);
        box.getStyleClass().add("plan-task");
        task.what()
                .ifPresent(
                        what -> box.getChildren().add(Labels.wrapped(texts.get("change." + what))));
        box.getChildren().add(Labels.wrapped(banner(task), "mono", "small", "muted"));
        box.getChildren()
                .add(
                        Labels.wrapped(
                                texts.get("step.review.hosts", String.join(", ", task.hosts())),
                                "small",
                                "muted"));
        add(box);
    }

    static String banner(Change.RunTask task) {
        return task.role().isEmpty() ? task.name() : task.role() + " : " + task.name();
    }

    private void heading(String key) {
        add(Labels.wrapped(texts.get(key), "field-label"));
    }

    private static Node block(String text) {
        return Labels.wrapped(text, "mono", "code-block");
    }

    private void add(Node node) {
        getChildren().add(node);
    }
}
