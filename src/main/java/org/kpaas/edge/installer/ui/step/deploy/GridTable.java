package org.kpaas.edge.installer.ui.step.deploy;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.StatusBadge;

/// Edge nodes × stages: one glance shows which node is where.
final class GridTable {
    static final int ROW = 32;
    private final TableView<HostRow> table;
    private final Texts texts;

    GridTable(TableView<HostRow> table, Texts texts) {
        this.table = table;
        this.texts = texts;
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    }

    void show(Grid grid) {
        table.getColumns().clear();
        table.getColumns().add(hostColumn());
        for (int stage = 0; stage < grid.stages().size(); stage++) {
            table.getColumns().add(stageColumn(grid.stages().get(stage), stage));
        }
        table.setItems(grid.rows());
    }

    private TableColumn<HostRow, String> hostColumn() {
        var column = new TableColumn<HostRow, String>(texts.get("step.deploy.node"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().host()));
        column.getStyleClass().add("mono");
        column.setMinWidth(120);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<HostRow, HostRow.Cell> stageColumn(String stage, int index) {
        var column =
                new TableColumn<HostRow, HostRow.Cell>(texts.get("step.deploy.phase." + stage));
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().cells().get(index)));
        column.setCellFactory(ignored -> new StageCell());
        column.setMinWidth(84);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private final class StageCell extends TableCell<HostRow, HostRow.Cell> {
        @Override
        protected void updateItem(HostRow.Cell cell, boolean empty) {
            super.updateItem(cell, empty);
            setText(null);
            if (empty || cell == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            String word = texts.get("step.deploy.mark." + cell.mark().id());
            String text = cell.mark() == Mark.RUNNING ? cell.done() + " / " + cell.all() : word;
            var badge = new StatusBadge(cell.mark().tone(), text);
            badge.setAccessibleText(word + " " + cell.done() + " / " + cell.all());
            setGraphic(badge);
            setAccessibleText(badge.getAccessibleText());
            setTooltip(cell.detail().isBlank() ? null : new Tooltip(cell.detail()));
        }
    }
}
