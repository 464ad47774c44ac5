package org.kpaas.edge.installer.ui.step.reset;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.plan.ResetPlanText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Refresh;
import org.kpaas.edge.installer.ui.step.SavedText;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.ResidueText;

import java.util.List;
import java.util.Optional;

/// Shows what is there, offers the choices, shows the plan, and takes the consent.
public final class ResetController implements StepController {
    private static final double HOST = 120;

    private final ResetStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final Refresh refresh;
    private final ToggleGroup scopes = new ToggleGroup();

    @FXML private HBox looking;
    @FXML private VBox problemSlot;
    @FXML private VBox content;
    @FXML private Label verdict;
    @FXML private TableView<ResidueText.Row> residue;
    @FXML private VBox choices;
    @FXML private ComboBox<String> node;
    @FXML private VBox items;
    @FXML private CheckBox affinity;
    @FXML private VBox plan;
    @FXML private VBox consent;
    @FXML private Label ask;
    @FXML private TextField typed;
    @FXML private Label saved;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ResetController(ResetStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        this.refresh = new Refresh(this::refresh, step.state(), step.problem(), step.plan());
    }

    @FXML
    private void initialize() {
        ResidueRows.columns(residue, texts);
        for (Scope scope : Scope.values()) {
            var button = new RadioButton(texts.get("reset.scope." + scope.key()));
            button.setId("scope-" + scope.key());
            button.setWrapText(true);
            button.setToggleGroup(scopes);
            button.setUserData(scope);
            button.setOnAction(pressed -> step.choose(scope));
            choices.getChildren().add(button);
        }
        node.setOnAction(chosen -> chooseNode());
        affinity.setOnAction(pressed -> step.chooseAffinity(affinity.isSelected()));
        typed.textProperty().bindBidirectional(step.typed());
        ask.setText(texts.get("step.reset.ask", step.siteName()));
        ask.setLabelFor(typed);
        typed.setAccessibleText(ask.getText());
        Labels.show(saved, false);
        refresh();
    }

    @Override
    public void close() {
        refresh.close();
        typed.textProperty().unbindBidirectional(step.typed());
    }

    @FXML
    private void lookAgain() {
        step.look();
    }

    @FXML
    private void save() {
        step.plan()
                .get()
                .ifPresent(
                        it ->
                                SavedText.save(
                                        kit,
                                        texts.get("step.reset.save"),
                                        it.site().name() + "-reset-plan-" + it.id() + ".txt",
                                        ResetPlanText.of(it, texts),
                                        this::tellSaved));
    }

    private void tellSaved(String words) {
        saved.setText(words);
        Labels.show(saved, true);
    }

    private void chooseNode() {
        String name = node.getValue();
        boolean other = !step.choice().get().nodes().contains(name);
        if (name != null && other && step.choice().get().scope() == Scope.NODE) {
            step.chooseNode(name);
        }
    }

    private void refresh() {
        boolean busy = step.state().get() == ResetStep.State.LOOKING;
        Optional<Resets.Seen> seen = step.seen().get();
        Labels.show(looking, busy);
        Labels.show(content, seen.isPresent() && !busy);
        problemSlot.getChildren().setAll(step.problem().get().map(this::card).stream().toList());
        Labels.show(problemSlot, step.problem().get().isPresent());
        seen.ifPresent(it -> verdict.setText(ResidueRows.show(residue, it.residue(), texts)));
        boolean one = step.choice().get().scope() == Scope.NODE;
        Labels.show(node, one);
        if (one) {
            node.getItems().setAll(step.nodes());
            step.choice().get().nodes().stream().findFirst().ifPresent(node::setValue);
        }
        Scope scope = step.choice().get().scope();
        for (var toggle : scopes.getToggles()) {
            toggle.setSelected(scope.equals(toggle.getUserData()));
        }
        Labels.show(affinity, scope == Scope.WHOLE || scope == Scope.CLOUD);
        affinity.setSelected(step.choice().get().affinity());
        showItems();
        Optional<ResetPlan> made = step.plan().get();
        plan.getChildren().clear();
        made.ifPresent(this::show);
        Labels.show(consent, made.filter(ResetPlan::mayStart).isPresent());
    }

    /// A box for each item that is left. They stay the same while some are picked, so that the focus does.
    private void showItems() {
        List<ResetPlan.Work> offered = step.offered();
        Labels.show(items, !offered.isEmpty());
        if (!offered.equals(items.getUserData())) {
            items.setUserData(offered);
            items.getChildren().clear();
            offered.forEach(
                    work -> {
                        items.getChildren().add(Labels.wrapped(work.on().name(), "mono", "strong"));
                        work.items().forEach(item -> items.getChildren().add(box(work, item)));
                    });
        }
    }

    private VBox box(ResetPlan.Work work, String item) {
        var box = new CheckBox(ResetPlanText.item(item, texts));
        box.setId(("item-" + work.on().name() + "-" + item).replaceAll("[^A-Za-z0-9-]", "-"));
        box.setWrapText(true);
        box.setSelected(step.isChosen(work, item));
        box.setOnAction(pressed -> step.pick(work, item, box.isSelected()));
        box.setAccessibleText(work.on().name() + ": " + box.getText());
        return new VBox(
                2,
                box,
                Labels.wrapped(ResetPlanText.copy(item, texts), "field-hint", "below-check"));
    }

    private void show(ResetPlan made) {
        var lines = plan.getChildren();
        made.blocked().forEach(why -> lines.add(blocked(why)));
        ResetPlanText.hosts(made, texts).forEach(line -> lines.add(Labels.wrapped(line)));
        int number = 0;
        for (ResetPlan.Phase phase : made.phases()) {
            String title = ++number + ". " + texts.get("phase." + phase.id() + ".title");
            lines.add(Labels.wrapped(title, "strong", "plan-phase"));
            lines.add(Labels.wrapped(texts.get("phase." + phase.id() + ".explanation"), "muted"));
            phase.works().forEach(work -> lines.add(line(work)));
        }
        lines.add(Labels.wrapped(texts.get("reset.kept.title"), "strong", "plan-phase"));
        ResetPlanText.kept(made, texts).forEach(line -> lines.add(Labels.wrapped("• " + line)));
    }

    /// The name of a host, and beside it what goes from there.
    private HBox line(ResetPlan.Work work) {
        var host = new Label(work.on().name());
        host.setMinWidth(HOST);
        host.getStyleClass().add("mono");
        var items = Labels.wrapped(String.join(" · ", ResetPlanText.items(work, texts)));
        HBox.setHgrow(items, Priority.ALWAYS);
        return new HBox(8, host, items);
    }

    private ErrorCard blocked(Problem why) {
        return new ErrorCard(texts, texts.get("step.reset.blocked"), why, List.of());
    }

    private ErrorCard card(Problem problem) {
        return new ErrorCard(
                texts,
                texts.get("step.reset.doing"),
                problem,
                List.of(new ErrorCard.Action(texts.get("step.reset.again"), step::look)));
    }
}
