package org.kpaas.edge.installer.ui.step.reset;

import javafx.beans.InvalidationListener;
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

import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.EventText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.ResidueText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Shows how the reset goes, and the proof.
public final class ResetRunController implements StepController {
    private static final PseudoClass PHASE = PseudoClass.getPseudoClass("phase");

    private final ResetRunStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final InvalidationListener refresh = observable -> refresh();
    private final ListChangeListener<Event> follow = this::follow;

    @FXML private HBox running;
    @FXML private Label doing;
    @FXML private Button stop;
    @FXML private VBox problemSlot;
    @FXML private VBox proof;
    @FXML private HBox proofHead;
    @FXML private Label verdict;
    @FXML private VBox debts;
    @FXML private TableView<ResidueRows.Row> residue;
    @FXML private Label saved;
    @FXML private ListView<Event> events;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ResetRunController(ResetRunStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
    }

    @FXML
    private void initialize() {
        ResidueRows.columns(residue, texts);
        events.setItems(step.events());
        step.events().addListener(follow);
        events.setCellFactory(view -> new EventCell());
        Labels.show(saved, false);
        step.state().addListener(refresh);
        step.problem().addListener(refresh);
        step.record().addListener(refresh);
        refresh();
    }

    @Override
    public void close() {
        step.events().removeListener(follow);
        step.state().removeListener(refresh);
        step.problem().removeListener(refresh);
        step.record().removeListener(refresh);
    }

    @FXML
    private void stop() {
        step.stop();
    }

    @FXML
    private void save() {
        step.record()
                .get()
                .flatMap(
                        it ->
                                kit.files()
                                        .save(
                                                texts.get("step.reset-run.save"),
                                                it.site().name() + "-reset.json"))
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .ifPresent(folder -> step.save(folder, this::tellSaved));
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
        problemSlot.getChildren().setAll(step.problem().get().map(this::card).stream().toList());
        Labels.show(problemSlot, step.problem().get().isPresent());
        Optional<ResetRecord> record = step.record().get();
        Labels.show(proof, record.isPresent());
        record.ifPresent(this::show);
    }

    private void show(ResetRecord record) {
        verdict.setText(ResidueRows.show(residue, record.residue(), texts));
        proofHead.getChildren().set(0, Labels.icon(record.isProven() ? Tone.GOOD : Tone.ATTENTION));
        debts.getChildren()
                .setAll(
                        ResidueText.debts(record.residue(), texts).stream()
                                .map(line -> Labels.wrapped(line))
                                .toList());
    }

    private ErrorCard card(Problem problem) {
        return new ErrorCard(
                texts,
                texts.get("step.reset-run.doing"),
                problem,
                List.of(
                        new ErrorCard.Action(
                                texts.get("step.reset-run.back"), () -> kit.wizard().go("reset"))));
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
