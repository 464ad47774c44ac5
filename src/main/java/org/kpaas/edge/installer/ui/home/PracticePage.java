package org.kpaas.edge.installer.ui.home;

import javafx.collections.ObservableSet;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.geometry.VPos;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.text.TextsBundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Where the practice site is chosen: healthy, or with faults to learn from.
public final class PracticePage {
    private final Texts texts;
    private final List<String> ids;
    private final ObservableSet<String> chosen;
    private final HomeActions actions;
    private final Runnable home;

    @FXML private ScrollPane root;
    @FXML private GridPane faults;

    /// @param ids    of the faults to choose from
    /// @param chosen kept by the caller, so that a change of the language does not lose it
    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public PracticePage(
            Texts texts,
            List<String> ids,
            ObservableSet<String> chosen,
            HomeActions actions,
            Runnable home) {
        this.texts = texts;
        this.ids = List.copyOf(ids);
        this.chosen = chosen;
        this.actions = actions;
        this.home = home;
        var loader =
                new FXMLLoader(
                        Objects.requireNonNull(PracticePage.class.getResource("practice.fxml")),
                        new TextsBundle(texts));
        loader.setController(this);
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
        for (int index = 0; index < ids.size(); index++) {
            faults.add(fault(ids.get(index)), index % 2, index / 2);
        }
    }

    @FXML
    private void start() {
        actions.practice(Set.copyOf(chosen));
    }

    @FXML
    private void back() {
        home.run();
    }

    private VBox fault(String id) {
        var box = new CheckBox(texts.get("practice.fault." + id + ".title"));
        box.setId("fault-" + id);
        box.setSelected(chosen.contains(id));
        box.setOnAction(
                pressed -> {
                    if (box.isSelected()) {
                        chosen.add(id);
                    } else {
                        chosen.remove(id);
                    }
                });
        var lesson = new Label(texts.get("practice.fault." + id + ".lesson"));
        lesson.setWrapText(true);
        lesson.setMinHeight(Label.USE_PREF_SIZE);
        lesson.getStyleClass().addAll("field-hint", "below-check");
        var words = new VBox(2, box, lesson);
        GridPane.setValignment(words, VPos.TOP);
        return words;
    }
}
