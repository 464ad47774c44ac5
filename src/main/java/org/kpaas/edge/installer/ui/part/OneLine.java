package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;

import org.kpaas.edge.installer.site.FreeText;

/// Keeps what is typed or pasted into a field for a reason to one line of visible characters, not longer than the site
/// can keep.
public final class OneLine {
    private OneLine() {}

    public static void keep(TextInputControl input) {
        input.setTextFormatter(
                new TextFormatter<String>(
                        change -> {
                            clean(change);
                            boolean fits = change.getControlNewText().length() <= FreeText.LONGEST;
                            return fits || change.isDeleted() ? change : null;
                        }));
    }

    private static void clean(TextFormatter.Change change) {
        String typed = change.getText();
        String clean = FreeText.oneLine(typed);
        if (!clean.equals(typed)) {
            int shorter = typed.length() - clean.length();
            change.setText(clean);
            change.setCaretPosition(change.getCaretPosition() - shorter);
            change.setAnchor(change.getAnchor() - shorter);
        }
    }
}
