package org.kpaas.edge.installer.ui.step.checks;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Preview;
import org.kpaas.edge.installer.fix.Previews;
import org.kpaas.edge.installer.fix.Progress;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.plan.FileDiff;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.BusyCard;
import org.kpaas.edge.installer.ui.part.DiffBlock;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.step.Subjects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The repairs in place of a result: each preview with its consent, what goes on, what came of it, and what can be undone.
final class RepairPane extends VBox {
    private static final int GAP = 12;
    private final Texts texts;
    private final CheckTexts words;
    private final ChecksStep step;
    private final InvalidationListener refresh = changed -> refresh();

    RepairPane(Texts texts, ChecksStep step) {
        super(GAP);
        this.texts = texts;
        this.words = new CheckTexts(texts);
        this.step = step;
        getStyleClass().add("check-detail");
        step.repair().state().addListener(refresh);
        step.repair().progress().addListener(refresh);
        step.state().addListener(refresh);
        refresh();
    }

    void close() {
        step.repair().state().removeListener(refresh);
        step.repair().progress().removeListener(refresh);
        step.state().removeListener(refresh);
    }

    private void refresh() {
        getChildren().setAll(Labels.wrapped(texts.get("step.repair.title"), "card-title"));
        switch (step.repair().state().get()) {
            case RepairRun.State.Idle i -> {}
            case RepairRun.State.Previewing p -> busy("step.repair.previewing");
            case RepairRun.State.Offered offered -> offered(offered.previews(), offered.earlier());
            case RepairRun.State.Repairing r -> repairing();
            case RepairRun.State.Undoing u -> busy("step.repair.undoing");
            case RepairRun.State.Stopping s ->
                    add(Labels.wrapped(texts.get("step.repair.stopping"), "strong"));
            case RepairRun.State.Repaired repaired -> repaired(repaired.outcomes());
            case RepairRun.State.Undone(RepairJournal.Entry entry) -> {
                add(Labels.wrapped(texts.get("step.repair.undone", entry.host(), entry.what())));
                end();
            }
            case RepairRun.State.Failed(Problem problem) -> {
                add(new ErrorCard(texts, texts.get("step.repair.doing"), problem, List.of()));
                end();
            }
        }
    }

    private void busy(String key) {
        add(new BusyCard(texts.get(key), texts.get("button.cancel"), step::cancelRepair));
    }

    private void offered(Previews previews, List<RepairJournal.Entry> earlier) {
        boolean none = previews.offers().isEmpty();
        add(Labels.wrapped(texts.get(none ? "step.repair.none" : "step.repair.lead")));
        Map<Offer, CheckBox> agreed = new LinkedHashMap<>();
        previews.offers().forEach(offer -> agreed.put(offer, offer(offer)));
        previews.refused().forEach(this::refused);
        if (none) {
            end();
        } else {
            consent(agreed);
        }
        earlier(earlier);
    }

    private CheckBox offer(Offer offer) {
        Proposal proposal = offer.proposal();
        var box = new CheckBox(name(proposal));
        box.setId("agree-" + proposal.check().text() + "-" + proposal.on().id());
        box.setWrapText(true);
        box.setSelected(true);
        var card = new VBox(4, box);
        preview(card, offer.preview());
        if (proposal.root()) {
            card.getChildren().add(Labels.wrapped(texts.get("step.repair.root"), "field-hint"));
        }
        if (proposal.reboot()) {
            card.getChildren().add(Labels.wrapped(texts.get("step.repair.reboot"), "field-hint"));
        }
        add(card);
        return box;
    }

    private String name(Proposal proposal) {
        return texts.get("step.repair.on", words.title(proposal.check()), host(proposal.on()));
    }

    private String host(Subject subject) {
        return Subjects.name(texts, subject);
    }

    private void preview(VBox card, Preview preview) {
        switch (preview) {
            case Preview.File file -> {
                List<String> diff = FileDiff.of(file.path(), file.before(), file.after());
                card.getChildren()
                        .addAll(
                                Labels.wrapped(file.path(), "mono", "small"),
                                new DiffBlock(diff.stream().skip(2).toList()));
            }
            case Preview.Commands commands ->
                    card.getChildren()
                            .add(
                                    new DiffBlock(
                                            commands.lines().stream()
                                                    .map(line -> "$ " + line)
                                                    .toList()));
            case Preview.Restart restart ->
                    card.getChildren()
                            .add(
                                    Labels.wrapped(
                                            texts.get("step.repair.restart-only", restart.path())));
        }
    }

    private void refused(Previews.Refused refused) {
        add(
                new ErrorCard(
                        texts,
                        texts.get("step.repair.not-possible", name(refused.proposal())),
                        refused.problem(),
                        List.of()));
    }

    private void consent(Map<Offer, CheckBox> agreed) {
        var restart = new CheckBox(texts.get("step.repair.restart"));
        restart.setId("restart");
        restart.setWrapText(true);
        boolean needed = agreed.keySet().stream().anyMatch(it -> it.proposal().reboot());
        if (needed) {
            add(restart);
        }
        var repair = new Button();
        repair.setId("repair");
        repair.getStyleClass().add("accent");
        Runnable count =
                () -> {
                    int chosen = chosen(agreed).size();
                    repair.setText(texts.get("step.repair.do", chosen));
                    repair.setDisable(chosen == 0);
                };
        agreed.values().forEach(box -> box.selectedProperty().subscribe(count));
        count.run();
        repair.setOnAction(pressed -> step.repair(chosen(agreed), restart.isSelected()));
        add(new FlowPane(GAP, GAP, repair, back()));
    }

    private static List<Offer> chosen(Map<Offer, CheckBox> agreed) {
        return agreed.entrySet().stream()
                .filter(it -> it.getValue().isSelected())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void repairing() {
        busy("step.repair.working");
        var latest = new LinkedHashMap<String, Node>();
        for (Progress each : step.repair().progress()) {
            switch (each) {
                case Progress.Working working ->
                        latest.put(
                                name(working.offer().proposal()),
                                badge(Tone.BUSY, "working", name(working.offer().proposal())));
                case Progress.Restarting restarting ->
                        latest.put(
                                restarting.host().id(),
                                badge(Tone.BUSY, "restarting", host(restarting.host())));
                case Progress.Back back ->
                        latest.put(back.host().id(), badge(Tone.GOOD, "back", host(back.host())));
                case Progress.Ended ended ->
                        latest.put(name(ended.outcome().offer().proposal()), line(ended.outcome()));
            }
        }
        getChildren().addAll(latest.values());
    }

    private Node line(Outcome outcome) {
        String name = name(outcome.offer().proposal());
        return switch (outcome) {
            case Outcome.Done d -> badge(Tone.GOOD, "done", name);
            case Outcome.Failed f -> badge(Tone.BAD, "failed", name);
        };
    }

    private StatusBadge badge(Tone tone, String word, String what) {
        var badge = new StatusBadge(tone, texts.get("step.repair.state." + word, what));
        badge.setWrapText(true);
        return badge;
    }

    /// What the checks say now stands beside each repair, once they were asked again.
    private void repaired(List<Outcome> outcomes) {
        var undo = new ArrayList<RepairJournal.Entry>();
        for (Outcome outcome : outcomes) {
            add(line(outcome));
            switch (outcome) {
                case Outcome.Failed failed ->
                        add(
                                new ErrorCard(
                                        texts,
                                        texts.get("step.repair.doing"),
                                        failed.problem(),
                                        List.of()));
                case Outcome.Done done -> {
                    done.entry().ifPresent(undo::add);
                    after(done.offer().proposal());
                }
            }
        }
        end();
        earlier(undo);
    }

    private void after(Proposal proposal) {
        if (step.busy()) {
            add(Labels.wrapped(texts.get("step.repair.checking"), "muted"));
            return;
        }
        step.rows().stream()
                .filter(row -> row.answer().id().equals(proposal.check()))
                .filter(row -> row.subject().equals(proposal.about()))
                .findFirst()
                .ifPresent(
                        row ->
                                add(
                                        new StatusBadge(
                                                CheckTexts.tone(row.state()),
                                                texts.get(
                                                        "step.repair.now",
                                                        words.word(row.state())))));
    }

    private void earlier(List<RepairJournal.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var heading = new Label(texts.get("step.repair.earlier"));
        heading.getStyleClass().add("field-label");
        add(heading);
        for (RepairJournal.Entry entry : entries) {
            Label what =
                    Labels.wrapped(
                            texts.get(
                                    "step.repair.entry",
                                    entry.check(),
                                    entry.host(),
                                    entry.what()));
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            var undo = new Button(texts.get("step.repair.undo"));
            undo.setId("undo-" + entry.id());
            undo.setMinWidth(USE_PREF_SIZE);
            undo.setDisable(entry.undo().isEmpty() || step.busy());
            undo.setOnAction(pressed -> step.undo(entry));
            add(new HBox(GAP, what, undo));
        }
    }

    private void end() {
        add(back());
    }

    private Button back() {
        var back = new Button(texts.get("step.repair.back"));
        back.setId("backToChecks");
        back.setOnAction(pressed -> step.repair().close());
        return back;
    }

    private void add(Node node) {
        getChildren().add(node);
    }
}
