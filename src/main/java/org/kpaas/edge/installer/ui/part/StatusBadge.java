package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.Label;

import org.kordamp.ikonli.javafx.FontIcon;

/// A state as icon, colour and word.
public final class StatusBadge extends Label {
    public StatusBadge(Tone tone, String word) {
        getStyleClass().add("badge");
        show(tone, word);
    }

    public void show(Tone tone, String word) {
        getStyleClass().removeIf(name -> name.startsWith("tone-"));
        getStyleClass().add(tone.styleClass());
        setText(word);
        setGraphic(new FontIcon(tone.icon()));
        setAccessibleText(word);
    }
}
