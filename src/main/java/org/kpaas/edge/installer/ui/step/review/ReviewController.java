package org.kpaas.edge.installer.ui.step.review;

import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.plan.ImpactText;
import org.kpaas.edge.installer.plan.PlanText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.step.SavedText;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.util.List;
import java.util.Optional;

/// Shows the plan and saves it as text.
public final class ReviewController implements StepController {
    private final ReviewStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final PlanDetail detail;
    private final InvalidationListener refresh = observable -> refresh();
    private Optional<DeploymentPlan> shown = Optional.empty();

    @FXML private HBox planning;
    @FXML private VBox problemSlot;
    @FXML private VBox content;
    @FXML private Label summary;
    @FXML private Label saved;
    @FXML private Button save;
    @FXML private HBox alreadyRun;
    @FXML private HBox consentCard;
    @FXML private VBox consents;
    @FXML private TreeView<PlanItem> tree;
    @FXML private ScrollPane detailScroll;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ReviewController(ReviewStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        this.detail = new PlanDetail(texts);
    }

    @FXML
    private void initialize() {
        tree.setCellFactory(view -> new PlanCell(texts));
        tree.getSelectionModel()
                .selectedItemProperty()
                .addListener((observed, before, now) -> showDetail(now));
        detailScroll.setContent(detail);
        Labels.show(saved, false);
        step.state().addListener(refresh);
        step.plan().addListener(refresh);
        step.problem().addListener(refresh);
        refresh();
    }

    @Override
    public void close() {
        step.state().removeListener(refresh);
        step.plan().removeListener(refresh);
        step.problem().removeListener(refresh);
    }

    @FXML
    private void save() {
        step.plan()
                .get()
                .ifPresent(
                        plan ->
                                SavedText.save(
                                        kit,
                                        texts.get("step.review.save"),
                                        plan.site().name() + "-plan-" + plan.id() + ".txt",
                                        PlanText.of(plan, texts),
                                        this::tellSaved));
    }

    private void tellSaved(String words) {
        saved.setText(words);
        Labels.show(saved, true);
    }

    @FXML
    private void checkAgain() {
        kit.wizard().go("checks");
    }

    private void refresh() {
        boolean busy = step.state().get() == ReviewStep.State.PLANNING;
        Labels.show(planning, busy);
        Labels.show(content, step.plan().get().isPresent() && !busy);
        Labels.show(alreadyRun, step.alreadyRun());
        problemSlot.getChildren().setAll(step.problem().get().map(this::card).stream().toList());
        Labels.show(problemSlot, step.problem().get().isPresent());
        if (!shown.equals(step.plan().get())) {
            shown = step.plan().get();
            shown.ifPresent(this::show);
        }
    }

    private ErrorCard card(Problem problem) {
        return new ErrorCard(
                texts,
                texts.get("step.review.doing"),
                problem,
                List.of(
                        new ErrorCard.Action(
                                texts.get("step.review.check-again"),
                                () -> kit.wizard().go("checks"))));
    }

    private void show(DeploymentPlan plan) {
        PlanSummary sums = PlanSummary.of(plan);
        String counts =
                texts.get(
                        "step.review.summary",
                        plan.edges().size(),
                        sums.files(),
                        sums.commands(),
                        sums.tasks(),
                        plan.releaseId());
        String others = String.join(", ", plan.leftOut());
        summary.setText(
                others.isEmpty() ? counts : counts + "\n" + texts.get("plan.left-out", others));
        var root = new TreeItem<PlanItem>();
        root.getChildren().add(new TreeItem<>(new PlanItem.Impact(plan, sums.impact())));
        consents(plan.impact());
        plan.phases().forEach(phase -> root.getChildren().add(branch(phase)));
        root.setExpanded(true);
        tree.setRoot(root);
        tree.getSelectionModel().select(0);
    }

    /// One box to tick for each thing to agree to.
    private void consents(Impact impact) {
        consents.getChildren().clear();
        for (Impact.Consent each : impact.consents()) {
            var box = new CheckBox(ImpactText.consent(impact, each, texts));
            box.setId("consent-" + each.key());
            box.setWrapText(true);
            box.setMinHeight(Region.USE_PREF_SIZE);
            box.setSelected(step.agreed(each));
            box.selectedProperty().addListener((observed, before, now) -> step.agree(each, now));
            consents.getChildren().add(box);
        }
        Labels.show(consentCard, !impact.consents().isEmpty());
    }

    private static TreeItem<PlanItem> branch(DeploymentPlan.PlannedPhase phase) {
        var branch = new TreeItem<PlanItem>(new PlanItem.Phase(phase));
        boolean ours = phase.changes().stream().noneMatch(Change.RunTask.class::isInstance);
        branch.setExpanded(ours);
        for (Change change : phase.changes()) {
            branch.getChildren().add(new TreeItem<>(new PlanItem.Single(change)));
        }
        return branch;
    }

    private void showDetail(TreeItem<PlanItem> chosen) {
        if (chosen != null && chosen.getValue() != null) {
            detail.show(chosen.getValue());
            detailScroll.setVvalue(0);
        }
    }
}
