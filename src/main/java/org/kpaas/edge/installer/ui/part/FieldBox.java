package org.kpaas.edge.installer.ui.part;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.util.Subscription;

import org.kpaas.edge.installer.text.Texts;

import java.util.Optional;

/// A labelled text field with its fault in a sentence below it.
public final class FieldBox extends WrapBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private final Label label = new Label();
    private final TextField input = new TextField();
    private final Label below = new Label();
    private String hint = "";

    public FieldBox() {
        super(4);
        label.getStyleClass().add("field-label");
        label.setLabelFor(input);
        below.setWrapText(true);
        below.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(label, input, below);
        show(Optional.empty());
    }

    public void setLabel(String text) {
        label.setText(text);
        input.setAccessibleText(text);
    }

    /// Takes the visible label away, for instance inside a table; the input keeps its accessible name.
    public void hideLabel(String name) {
        getChildren().remove(label);
        setAlignment(Pos.CENTER_LEFT);
        input.setAccessibleText(name);
    }

    public String getLabel() {
        return label.getText();
    }

    /// What stands below the field while nothing is wrong.
    public void setHint(String text) {
        hint = text;
        show(Optional.empty());
    }

    public String getHint() {
        return hint;
    }

    public void setMono(boolean mono) {
        if (mono) {
            input.getStyleClass().add("mono");
        }
    }

    public boolean isMono() {
        return input.getStyleClass().contains("mono");
    }

    public TextField input() {
        return input;
    }

    /// Shows a field; the id of the input is the box's own with `-input` behind it.
    ///
    /// @return ends it
    public Subscription bind(Texts texts, Field<?> field) {
        input.setId(getId() + "-input");
        input.textProperty().bindBidirectional(field.text());
        return Subscription.combine(
                () -> input.textProperty().unbindBidirectional(field.text()),
                input.focusedProperty()
                        .subscribe((before, now) -> field.judge(Boolean.TRUE.equals(before))),
                field.shownFault()
                        .subscribe(fault -> show(fault.map(message -> message.in(texts)))));
    }

    private void show(Optional<String> fault) {
        input.pseudoClassStateChanged(DANGER, fault.isPresent());
        input.setAccessibleHelp(fault.orElse(hint));
        String text = fault.orElse(hint);
        below.setText(text);
        below.getStyleClass().removeAll("field-error", "field-hint");
        below.getStyleClass().add(fault.isPresent() ? "field-error" : "field-hint");
        below.setVisible(!text.isEmpty());
        below.setManaged(!text.isEmpty());
    }
}
