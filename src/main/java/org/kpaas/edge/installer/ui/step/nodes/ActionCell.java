package org.kpaas.edge.installer.ui.step.nodes;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.text.Texts;

import java.util.function.Consumer;

/// Ask, duplicate, remove.
final class ActionCell extends TableCell<NodeRow, NodeRow> {
    private final Texts texts;
    private final NodesStep step;

    ActionCell(Texts texts, NodesStep step) {
        this.texts = texts;
        this.step = step;
    }

    @Override
    protected void updateItem(@Nullable NodeRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        var buttons =
                new HBox(
                        button("ask-node", "mdal-contact_support", row, step::ask),
                        button("duplicate-node", "mdal-content_copy", row, step::duplicate),
                        button("remove-node", "mdal-delete_outline", row, step::remove));
        buttons.setAlignment(Pos.CENTER_LEFT);
        setGraphic(buttons);
    }

    private Button button(String verb, String icon, NodeRow row, Consumer<NodeRow> action) {
        String name = texts.get("button." + verb);
        var button = new Button("", new FontIcon(icon));
        button.setId(verb + "-" + getIndex());
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name + " " + (getIndex() + 1));
        button.setOnAction(pressed -> action.accept(row));
        return button;
    }
}
