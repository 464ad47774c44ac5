package org.kpaas.edge.installer.ui.step.deploy;

import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Tone;

/// A message over the run, with what can be done about it.
final class Banner extends VBox {
    private static final int GAP = 8;
    private final FlowPane buttons = new FlowPane(GAP, GAP);

    Banner(Tone tone, String id, String title, String text) {
        super(GAP);
        setId(id);
        getStyleClass().addAll("card", style(tone), "banner");
        var heading = Labels.wrapped(title, "strong");
        HBox.setHgrow(heading, Priority.ALWAYS);
        getChildren().add(new HBox(GAP, Labels.icon(tone), heading));
        if (!text.isEmpty()) {
            getChildren().add(Labels.wrapped(text));
        }
        setAccessibleText(title + " " + text);
    }

    Banner with(String id, String label, Runnable action, String... styles) {
        var button = new Button(label);
        button.setId(id);
        button.getStyleClass().addAll(styles);
        button.setOnAction(pressed -> action.run());
        if (buttons.getChildren().isEmpty()) {
            getChildren().add(buttons);
        }
        buttons.getChildren().add(button);
        return this;
    }

    private static String style(Tone tone) {
        return switch (tone) {
            case GOOD -> "good-card";
            case BAD -> "error-card";
            case ATTENTION -> "attention-card";
            case BUSY, WAITING, NEUTRAL, LOCKED -> "question-card";
        };
    }
}
