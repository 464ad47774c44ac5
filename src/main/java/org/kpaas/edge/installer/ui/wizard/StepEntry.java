package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.binding.ObjectBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.text.Texts;

/// One line of the list of steps: icon, number and name, and the state as a word.
final class StepEntry extends Button {
    private final Texts texts;
    private final String name;
    private final FontIcon icon = new FontIcon();
    private final Label word = new Label();

    /// Kept, because bindings hold their listeners weakly.
    private final ObjectBinding<StepState> state;

    StepEntry(Texts texts, WizardModel model, int index) {
        this.texts = texts;
        String id = model.steps().get(index).id();
        setId("step-" + id);
        name = (index + 1) + ". " + texts.get("step." + id + ".title");
        var label = new Label(name);
        label.getStyleClass().add("step-name");
        word.getStyleClass().add("step-word");
        var line = new HBox(12, icon, new VBox(2, label, word));
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        setGraphic(line);
        setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().addAll("step-entry");
        setOnAction(pressed -> model.go(index));
        state = model.state(index);
        state.subscribe(this::show);
    }

    private void show(StepState now) {
        getStyleClass().removeIf(style -> style.startsWith("step-state-"));
        getStyleClass().add("step-state-" + now.id());
        icon.setIconLiteral(icon(now));
        word.setText(texts.get("frame.state." + now.id()));
        setDisable(now == StepState.LOCKED);
        setAccessibleText(name + ", " + word.getText());
    }

    private static String icon(StepState state) {
        return switch (state) {
            case HERE -> "mdmz-play_circle_filled";
            case DONE -> "mdal-check_circle";
            case ATTENTION -> "mdmz-warning";
            case OPEN -> "mdmz-radio_button_unchecked";
            case LOCKED -> "mdal-lock";
        };
    }
}
