package org.kpaas.edge.installer.ui.step.checks;

import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.step.Subjects;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.util.List;
import java.util.Optional;

/// Shows the results and forwards what the engineer does with them.
public final class ChecksController implements StepController {
    private final ChecksStep step;
    private final Texts texts;
    private final CheckDetail detail;
    private final RepairPane repairPane;
    private final InvalidationListener refresh = observable -> refresh();
    private final InvalidationListener choice = observable -> showChosen();
    private final InvalidationListener refreshProgress = observable -> showProgress();

    @FXML private VBox progressBox;
    @FXML private Label progressText;
    @FXML private ProgressBar progressBar;
    @FXML private FlowPane progressHosts;
    @FXML private Button cancel;
    @FXML private VBox problemSlot;
    @FXML private VBox results;
    @FXML private Label summary;
    @FXML private ToggleButton needsAction;
    @FXML private ToggleButton everything;
    @FXML private Button again;
    @FXML private Button repairAll;
    @FXML private SplitPane split;
    @FXML private ListView<CheckLine> list;
    @FXML private ScrollPane detailScroll;
    @FXML private VBox nothing;
    @FXML private Label nothingText;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ChecksController(ChecksStep step, ViewKit kit) {
        this.step = step;
        this.texts = kit.texts();
        this.detail = new CheckDetail(texts, step);
        this.repairPane = new RepairPane(texts, step);
    }

    @FXML
    private void initialize() {
        var filter = new ToggleGroup();
        filter.getToggles().addAll(needsAction, everything);
        filter.selectToggle(step.everything().get() ? everything : needsAction);
        filter.selectedToggleProperty()
                .addListener(
                        (observed, before, now) -> {
                            if (now == null) {
                                filter.selectToggle(before);
                            } else {
                                step.everything().set(now == everything);
                            }
                        });
        list.setCellFactory(view -> new CheckCell(texts));
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((observed, before, now) -> choose(now));
        progressBar.progressProperty().bind(step.progress().share());
        step.state().addListener(refresh);
        step.problem().addListener(refresh);
        step.groups().addListener(refresh);
        step.chosen().addListener(choice);
        step.repair().state().addListener(refresh);
        step.progress().parts().addListener(refreshProgress);
        refresh();
        showProgress();
    }

    @Override
    public void close() {
        progressBar.progressProperty().unbind();
        step.state().removeListener(refresh);
        step.problem().removeListener(refresh);
        step.groups().removeListener(refresh);
        step.chosen().removeListener(choice);
        step.repair().state().removeListener(refresh);
        repairPane.close();
        step.progress().parts().removeListener(refreshProgress);
    }

    @FXML
    private void cancel() {
        step.cancel();
    }

    @FXML
    private void lookAgain() {
        step.look();
    }

    @FXML
    private void repairAll() {
        step.preview(step.proposals());
    }

    @FXML
    private void showEverything() {
        everything.setSelected(true);
    }

    private void refresh() {
        ChecksStep.State state = step.state().get();
        boolean busy = step.busy();
        boolean any = !step.rows().isEmpty();
        Labels.show(progressBox, busy);
        Labels.show(results, any || state == ChecksStep.State.STOPPED);
        cancel.setDisable(state == ChecksStep.State.STOPPING);
        cancel.setText(
                texts.get(
                        state == ChecksStep.State.STOPPING
                                ? "step.checks.stopping"
                                : "button.cancel"));
        boolean repairing = step.repair().state().get().busy();
        again.setDisable(busy || repairing);
        repairAll.setText(texts.get("step.repair.open", step.proposals().size()));
        repairAll.setDisable(busy || repairing);
        showRepairs();
        summary.setText(any ? summaryText() : texts.get("step.checks.stopped"));
        boolean shown = !step.groups().isEmpty() || isRepairing();
        Labels.show(split, shown);
        Labels.show(nothing, any && !shown);
        nothingText.setText(
                texts.get("step.checks.nothing", Integer.toString(count(CheckRow.State.PASSED))));
        showProblem();
        showLines();
        showProgress();
    }

    private boolean isRepairing() {
        return !(step.repair().state().get() instanceof RepairRun.State.Idle);
    }

    private void showRepairs() {
        boolean changed = detailScroll.getContent() != (isRepairing() ? repairPane : detail);
        if (changed) {
            detailScroll.setContent(isRepairing() ? repairPane : detail);
            detailScroll.setVvalue(0);
        }
    }

    private String summaryText() {
        return texts.get(
                "step.checks.summary",
                Integer.toString(count(CheckRow.State.FAILED)),
                Integer.toString(count(CheckRow.State.WARNED)),
                Integer.toString(count(CheckRow.State.PASSED)));
    }

    private int count(CheckRow.State state) {
        return (int) step.rows().stream().filter(row -> row.state() == state).count();
    }

    private void showProblem() {
        problemSlot.getChildren().clear();
        step.problem()
                .get()
                .ifPresent(
                        problem ->
                                problemSlot
                                        .getChildren()
                                        .add(
                                                new ErrorCard(
                                                        texts,
                                                        texts.get("step.checks.doing"),
                                                        problem,
                                                        List.of(
                                                                new ErrorCard.Action(
                                                                        texts.get(
                                                                                "step.checks.again"),
                                                                        step::look)))));
        Labels.show(problemSlot, step.problem().get().isPresent());
    }

    private void showLines() {
        list.getItems().setAll(CheckLine.of(step.groups()));
        showChosen();
    }

    private void showChosen() {
        step.chosen().get().ifPresentOrElse(this::showDetail, this::showNoDetail);
    }

    private void showDetail(CheckRow row) {
        detail.show(row);
        detailScroll.setVvalue(0);
        list.getSelectionModel().select(new CheckLine.Result(row));
    }

    private void showNoDetail() {
        detail.showNothing(texts.get("step.checks.choose"));
    }

    /// Heads of groups cannot be chosen: what was chosen stays so.
    private void choose(CheckLine line) {
        if (line instanceof CheckLine.Result result) {
            step.chosen().set(Optional.of(result.row()));
        }
    }

    private void showProgress() {
        var parts = step.progress().parts();
        progressText.setText(
                texts.get(
                        step.state().get() == ChecksStep.State.PROBING
                                ? "step.checks.probing"
                                : "step.checks.looking",
                        Integer.toString(step.progress().seen()),
                        Integer.toString(parts.size())));
        progressHosts
                .getChildren()
                .setAll(
                        parts.stream()
                                .map(
                                        part ->
                                                new StatusBadge(
                                                        part.seen() ? Tone.GOOD : Tone.BUSY,
                                                        Subjects.name(texts, part.subject())))
                                .toList());
    }
}
