package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.List;

/// The lines of a unified diff, or of commands, as they are.
public final class DiffBlock extends VBox {
    /// @param lines without the two header lines, which repeat the path
    public DiffBlock(List<String> lines) {
        getStyleClass().add("code-block");
        lines.stream().map(DiffBlock::line).forEach(getChildren()::add);
    }

    private static Label line(String line) {
        String style =
                switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                    case '+' -> "diff-added";
                    case '-' -> "diff-removed";
                    case '@' -> "diff-place";
                    default -> "diff-same";
                };
        Label label = Labels.wrapped(line, "mono", style);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
