package org.kpaas.edge.installer.ui.step.reset;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.plan.DebtScript;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.EventText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.CauseCard;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Refresh;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Shows how the reset goes, and the proof.
public final class ResetRunController implements StepController {
    private static final String REVIEW = "reset";
    private static final PseudoClass PHASE = PseudoClass.getPseudoClass("phase");

    private final ResetRunStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final Refresh refresh;
    private final ListChangeListener<Event> follow = this::follow;

    @FXML private HBox running;
    @FXML private Label doing;
    @FXML private Button stop;
    @FXML private VBox problemSlot;
    @FXML private VBox proof;
    @FXML private HBox proofHead;
    @FXML private Label verdict;
    @FXML private Button rest;
    @FXML private VBox debts;
    @FXML private TableView<ResidueText.Row> residue;
    @FXML private Label saved;
    @FXML private ListView<Event> events;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ResetRunController(ResetRunStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        this.refresh =
                new Refresh(
                        this::refresh, step.state(), step.problem(), step.record(), step.causes());
    }

    @FXML
    private void initialize() {
        ResidueRows.columns(residue, texts);
        events.setItems(step.events());
        step.events().addListener(follow);
        events.setCellFactory(view -> new EventCell());
        Labels.show(saved, false);
        refresh();
    }

    @Override
    public void close() {
        refresh.close();
        step.events().removeListener(follow);
    }

    @FXML
    private void stop() {
        step.stop();
    }

    @FXML
    private void save() {
        kit.files()
                .save(texts.get("step.reset-run.save"), step.siteName() + "-reset.html")
                .ifPresent(page -> step.save(page, this::tellSaved));
    }

    @FXML
    private void rest() {
        step.chooseRest();
        kit.wizard().go(REVIEW);
    }

    private void tellSaved(List<Path> files) {
        saved.setText(
                texts.get(
                        "step.reset-run.saved",
                        files.stream().map(Path::toString).collect(Collectors.joining(", "))));
        Labels.show(saved, true);
    }

    private void refresh() {
        ResetRunStep.State state = step.state().get();
        boolean busy = state == ResetRunStep.State.RUNNING || state == ResetRunStep.State.STOPPING;
        Labels.show(running, busy);
        stop.setDisable(state == ResetRunStep.State.STOPPING);
        doing.setText(
                texts.get(
                        state == ResetRunStep.State.STOPPING
                                ? "step.reset-run.stopping"
                                : "step.reset-run.running"));
        Optional<ResetRecord> record = step.record().get();
        problemSlot.getChildren().setAll(step.problem().get().map(this::card).stream().toList());
        problemSlot.getChildren().addAll(causes(record));
        Labels.show(problemSlot, !problemSlot.getChildren().isEmpty());
        Labels.show(proof, record.isPresent());
        record.ifPresent(this::show);
    }

    private void show(ResetRecord record) {
        verdict.setText(ResidueRows.show(residue, record.residue(), texts));
        Labels.show(
                rest,
                record.residue().count(State.LEFT) > 0 && kit.wizard().others().contains(REVIEW));
        proofHead.getChildren().set(0, Labels.icon(record.isProven() ? Tone.GOOD : Tone.ATTENTION));
        debts.getChildren().clear();
        ResidueText.debts(record.residue(), texts)
                .forEach(line -> debts.getChildren().add(Labels.wrapped(line)));
        record.result().debts().stream()
                .map(debt -> texts.get("step.reset-run.script", DebtScript.fileName(debt.name())))
                .forEach(line -> debts.getChildren().add(Labels.wrapped(line, "muted")));
    }

    private ErrorCard card(Problem problem) {
        var actions = new ArrayList<ErrorCard.Action>();
        step.other()
                .ifPresent(
                        id ->
                                actions.add(
                                        new ErrorCard.Action(
                                                texts.get("step.reset-run.watch-other"),
                                                () -> step.watchOther(id))));
        if (kit.wizard().others().contains(REVIEW)) {
            actions.add(
                    new ErrorCard.Action(
                            texts.get("step.reset-run.back"), () -> kit.wizard().go(REVIEW)));
        }
        if (step.canWatchAgain()) {
            actions.add(new ErrorCard.Action(texts.get("step.reset-run.again"), step::watchAgain));
        }
        return new ErrorCard(texts, texts.get("step.reset-run.doing"), problem, actions);
    }

    /// Why it failed, once it is over; what is known so far while it runs.
    private List<CauseCard> causes(Optional<ResetRecord> record) {
        Set<String> steps = kit.wizard().others();
        Optional<Explanation> explained =
                record.map(it -> it.result().explanation()).filter(it -> !it.isEmpty());
        return explained
                .map(it -> CauseCard.of(it, texts, steps, kit.wizard()::go))
                .orElseGet(
                        () ->
                                step.causes().get().stream()
                                        .map(it -> CauseCard.of(it, texts, steps, kit.wizard()::go))
                                        .toList());
    }

    private void follow(ListChangeListener.Change<? extends Event> change) {
        events.scrollTo(events.getItems().size() - 1);
    }

    private static Tone tone(Event event) {
        return switch (event) {
            case Event.Phase phase ->
                    switch (phase.state()) {
                        case RUNNING -> Tone.BUSY;
                        case DONE -> Tone.GOOD;
                        case FAILED -> Tone.BAD;
                    };
            case Event.Clearing clearing ->
                    switch (clearing.state()) {
                        case RUNNING -> Tone.BUSY;
                        case DONE -> Tone.GOOD;
                        case COPY -> Tone.NEUTRAL;
                        case FAILED -> Tone.BAD;
                        case DEBT -> Tone.ATTENTION;
                    };
            case Event.LinkLost lost -> Tone.ATTENTION;
            case Event.LinkBack back -> Tone.GOOD;
            default -> Tone.WAITING;
        };
    }

    /// What happened, in words; what belongs to a phase stands below it.
    private final class EventCell extends ListCell<Event> {
        private EventCell() {
            setWrapText(true);
            setPrefWidth(0); // the width of the list, so that the words wrap
        }

        @Override
        protected void updateItem(Event event, boolean empty) {
            super.updateItem(event, empty);
            boolean nothing = empty || event == null;
            setText(nothing ? null : EventText.of(event, texts));
            setGraphic(nothing ? null : Labels.icon(tone(event)));
            pseudoClassStateChanged(PHASE, event instanceof Event.Phase);
        }
    }
}
