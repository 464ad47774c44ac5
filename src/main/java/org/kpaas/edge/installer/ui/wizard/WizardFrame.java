package org.kpaas.edge.installer.ui.wizard;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.text.TextsBundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The frame around the steps: the list of steps, the page, Back and Next, the connection line, and the questions that
/// working connections ask. Made anew when the language changes; the state is in the model and in the steps.
public final class WizardFrame implements AutoCloseable {
    private final WizardModel model;
    private final List<WizardPage> pages;
    private final ViewKit kit;
    private final Questions questions;
    private final ConnectionLine connectionLine;
    private final Optional<Runnable> reset;
    private final ChangeListener<Number> showCurrent = (observed, before, now) -> show();
    private final ChangeListener<Optional<Questions.Question>> showQuestion =
            (observed, before, now) -> ask(now);
    private @Nullable StepController shown;

    @FXML private BorderPane root;
    @FXML private VBox stepList;
    @FXML private Button toReset;
    @FXML private Label title;
    @FXML private Label lead;
    @FXML private VBox questionSlot;
    @FXML private ScrollPane content;
    @FXML private Label connection;
    @FXML private Button back;
    @FXML private Button next;

    /// @param pages one per step of the model, in the same order
    /// @param reset leaves these steps for those of a reset; offered while there is a connection
    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public WizardFrame(
            List<WizardPage> pages,
            ViewKit kit,
            Questions questions,
            ConnectionLine connectionLine,
            Optional<Runnable> reset) {
        this.model = kit.wizard();
        this.pages = List.copyOf(pages);
        this.kit = kit;
        this.questions = questions;
        this.connectionLine = connectionLine;
        this.reset = reset;
        var loader =
                new FXMLLoader(
                        Objects.requireNonNull(WizardFrame.class.getResource("wizard-frame.fxml")),
                        new TextsBundle(kit.texts()));
        loader.setControllerFactory(type -> this);
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Parent root() {
        return root;
    }

    @FXML
    private void initialize() {
        Texts texts = kit.texts();
        for (int index = 0; index < pages.size(); index++) {
            stepList.getChildren().add(new StepEntry(texts, model, index));
        }
        back.disableProperty().bind(model.canGoBack().not());
        next.disableProperty().bind(model.canGoNext().not());
        connection.textProperty().bind(connectionLine.text());
        connection.visibleProperty().bind(Bindings.isNotEmpty(connectionLine.text()));
        toReset.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> reset.isPresent() && connection.isVisible(),
                                connection.visibleProperty()));
        toReset.managedProperty().bind(toReset.visibleProperty());
        connectionLine
                .alive()
                .subscribe(
                        alive -> connection.pseudoClassStateChanged(ConnectionLine.LOST, !alive));
        model.current().addListener(showCurrent);
        questions.open().addListener(showQuestion);
        show();
        ask(questions.open().get());
    }

    @FXML
    private void back() {
        model.back();
    }

    @FXML
    private void toReset() {
        reset.ifPresent(Runnable::run);
    }

    @FXML
    private void next() {
        model.next();
    }

    /// The view is gone; the wizard's state stays.
    @Override
    public void close() {
        model.current().removeListener(showCurrent);
        questions.open().removeListener(showQuestion);
        if (shown != null) {
            shown.close();
        }
        next.textProperty().unbind();
        connection.textProperty().unbind();
    }

    private void show() {
        if (shown != null) {
            shown.close();
        }
        WizardPage page = pages.get(model.current().get());
        StepLoader.View view = StepLoader.load(page, kit);
        shown = view.controller();
        String id = page.step().id();
        title.setText(kit.texts().get("step." + id + ".title"));
        lead.setText(kit.texts().get("step." + id + ".lead"));
        content.setContent(view.root());
        content.setVvalue(0);
        Platform.runLater(content::requestFocus);
        next.textProperty().bind(page.step().nextLabel());
        next.accessibleTextProperty().bind(page.step().nextLabel());
    }

    private void ask(Optional<Questions.Question> question) {
        questionSlot.getChildren().clear();
        question.ifPresent(
                asked ->
                        questionSlot
                                .getChildren()
                                .add(new QuestionCard(kit.texts(), questions, asked)));
    }
}
