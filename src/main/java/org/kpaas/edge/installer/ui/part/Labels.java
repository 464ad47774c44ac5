package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;

/// Labels as the pages use them.
public final class Labels {
    private Labels() {}

    /// A text that wraps and is never cut off.
    public static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    public static FontIcon icon(Tone tone) {
        var icon = new FontIcon(tone.icon());
        icon.getStyleClass().add(tone.styleClass());
        return icon;
    }

    /// Shows a node, or takes it and its space away.
    public static void show(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
