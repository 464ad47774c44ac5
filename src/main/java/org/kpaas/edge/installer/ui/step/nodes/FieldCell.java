package org.kpaas.edge.installer.ui.step.nodes;

import javafx.scene.control.TableCell;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Field;
import org.kpaas.edge.installer.ui.part.FieldBox;

import java.util.function.Function;

/// A cell that is always a text field, so that a table is filled in with Tab alone.
final class FieldCell extends TableCell<NodeRow, NodeRow> {
    private final Texts texts;
    private final String label;
    private final String id;
    private final Function<NodeRow, Field<?>> field;
    private Subscription bound = Subscription.EMPTY;

    FieldCell(Texts texts, String label, String id, Function<NodeRow, Field<?>> field) {
        this.texts = texts;
        this.label = label;
        this.id = id;
        this.field = field;
        getStyleClass().add("field-cell");
    }

    @Override
    protected void updateItem(@Nullable NodeRow row, boolean empty) {
        super.updateItem(row, empty);
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        var box = new FieldBox();
        box.hideLabel(label);
        box.setMono(true);
        box.setId(id + "-" + getIndex());
        bound = box.bind(texts, field.apply(row));
        setGraphic(box);
    }
}
