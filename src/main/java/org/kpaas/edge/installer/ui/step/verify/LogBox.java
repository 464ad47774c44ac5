package org.kpaas.edge.installer.ui.step.verify;

import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.LogPane;
import org.kpaas.edge.installer.ui.step.SavedText;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.util.List;
import java.util.Optional;

/// The log that is open, with its name, its end and a way to close it; nothing while none is.
final class LogBox extends VBox {
    private static final int GAP = 8;
    private static final int HEIGHT = 320;

    private final OpenLog log;
    private final ViewKit kit;
    private final Texts texts;
    private final Label state = Labels.wrapped("", "small");
    private final VBox problem = new VBox();
    private final InvalidationListener refresh = observable -> refresh();
    private Optional<OpenLog.Reading> shown = Optional.empty();
    private @Nullable LogPane pane;

    LogBox(ViewKit kit, OpenLog log) {
        super(GAP);
        this.kit = kit;
        this.texts = kit.texts();
        this.log = log;
        getStyleClass().add("card");
        setId("log-box");
        state.setId("log-state");
        log.reading().addListener(refresh);
        refresh();
    }

    void close() {
        log.reading().removeListener(refresh);
        letGo();
    }

    private void letGo() {
        if (pane != null) {
            pane.close();
            pane = null;
        }
    }

    private void refresh() {
        Optional<OpenLog.Reading> now = log.reading().get();
        Labels.show(this, now.isPresent());
        if (now.map(OpenLog.Reading::lines).equals(shown.map(OpenLog.Reading::lines))) {
            now.ifPresent(this::tell);
        } else {
            letGo();
            getChildren().clear();
            now.ifPresent(this::build);
        }
        shown = now;
    }

    private void build(OpenLog.Reading reading) {
        var lines = new LogPane(reading.lines(), texts, this::save);
        lines.setPrefHeight(HEIGHT);
        lines.setMinHeight(HEIGHT);
        pane = lines;
        getChildren().setAll(head(reading.choice()), state, problem, lines);
        tell(reading);
    }

    private HBox head(LogChoice choice) {
        var title = Labels.wrapped(texts.get("step.verify.log.of", choice.name()), "card-title");
        title.setId("log-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var close = new Button(texts.get("step.verify.log.close"), new FontIcon("mdal-close"));
        close.setId("log-close");
        close.setMinWidth(USE_PREF_SIZE);
        close.setOnAction(pressed -> log.close());
        var head = new HBox(GAP, title);
        head.setAlignment(Pos.CENTER_LEFT);
        if (choice.source() instanceof LogSource.Unit unit) {
            head.getChildren().add(units(choice, unit.unit()));
        }
        head.getChildren().add(close);
        return head;
    }

    private ComboBox<String> units(LogChoice choice, String unit) {
        var units = new ComboBox<String>();
        units.setId("log-unit");
        units.setAccessibleText(texts.get("step.verify.log.unit"));
        units.getItems().addAll(LogSource.UNITS);
        units.setValue(unit);
        units.setMinWidth(USE_PREF_SIZE);
        units.valueProperty().addListener((observed, before, now) -> log.open(choice.unit(now)));
        return units;
    }

    private void tell(OpenLog.Reading reading) {
        state.setText(texts.get(reading.live() ? "step.verify.log.live" : "step.verify.log.ended"));
        problem.getChildren()
                .setAll(reading.problem().map(it -> card(it, reading.choice())).stream().toList());
        Labels.show(problem, reading.problem().isPresent());
        Labels.show(state, reading.problem().isEmpty());
        if (pane != null) {
            Labels.show(pane, reading.problem().isEmpty() || !reading.lines().all().isEmpty());
        }
    }

    private ErrorCard card(Problem why, LogChoice choice) {
        return new ErrorCard(
                texts,
                texts.get("step.verify.log.doing", choice.name()),
                why,
                List.of(
                        new ErrorCard.Action(
                                texts.get("step.verify.try-again"), () -> log.open(choice))));
    }

    private void save() {
        log.reading()
                .get()
                .ifPresent(
                        reading ->
                                SavedText.save(
                                        kit,
                                        texts.get("part.log.save"),
                                        reading.choice().name().replace('/', '-') + ".log",
                                        String.join("\n", reading.lines().all()) + "\n",
                                        state::setText));
    }
}
