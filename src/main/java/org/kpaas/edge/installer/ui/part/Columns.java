package org.kpaas.edge.installer.ui.part;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import java.util.List;
import java.util.function.Function;

/// Columns of read-only tables.
public final class Columns {
    /// Of the table, left and right.
    private static final int BORDERS = 2;

    private Columns() {}

    /// @param width  the least and the preferred one, in pixels
    /// @param styles for instance `mono` for addresses, `number` to align right
    public static <R> TableColumn<R, String> text(
            String title, double width, Function<R, String> value, String... styles) {
        var column = new TableColumn<R, String>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(ignored -> new TextCell<>());
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.getStyleClass().addAll(styles);
        return column;
    }

    /// @param width the least and the preferred one, in pixels
    /// @param tone  the icon and colour of a row
    /// @param word  its word
    public static <R> TableColumn<R, R> badge(
            String title, double width, Function<R, Tone> tone, Function<R, String> word) {
        var column = new TableColumn<R, R>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(ignored -> new BadgeCell<>(tone, word));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setComparator((a, b) -> tone.apply(a).compareTo(tone.apply(b)));
        return column;
    }

    /// Leaves columns out while a table is too narrow for all of them, the first of these first.
    @SafeVarargs
    public static <R> void leaveOut(TableView<R> table, TableColumn<R, ?>... least) {
        Runnable fit =
                () -> {
                    double needed =
                            table.getColumns().stream()
                                    .filter(it -> it.isVisible() || List.of(least).contains(it))
                                    .mapToDouble(TableColumn::getMinWidth)
                                    .sum();
                    for (TableColumn<R, ?> column : least) {
                        boolean fits = needed <= table.getWidth() - BORDERS;
                        column.setVisible(fits);
                        needed -= fits ? 0 : column.getMinWidth();
                    }
                };
        table.widthProperty().addListener(observable -> fit.run());
        table.getColumns().stream()
                .filter(column -> !List.of(least).contains(column))
                .forEach(it -> it.visibleProperty().addListener(observable -> fit.run()));
    }

    /// A text that shows in full as a tooltip.
    private static final class TextCell<R> extends TableCell<R, String> {
        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            setTooltip(empty || text == null || text.length() < 12 ? null : new Tooltip(text));
        }
    }

    private static final class BadgeCell<R> extends TableCell<R, R> {
        private final Function<R, Tone> tone;
        private final Function<R, String> word;

        BadgeCell(Function<R, Tone> tone, Function<R, String> word) {
            this.tone = tone;
            this.word = word;
        }

        @Override
        protected void updateItem(R row, boolean empty) {
            super.updateItem(row, empty);
            boolean nothing = empty || row == null;
            setGraphic(nothing ? null : new StatusBadge(tone.apply(row), word.apply(row)));
            setAccessibleText(nothing ? null : word.apply(row));
        }
    }
}
