package org.kpaas.edge.installer.ui.step.reset;

import javafx.scene.control.TableView;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Columns;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is not gone, as rows of a table: what is left first.
final class ResidueRows {
    private static final double ROW = 30;
    private static final double HEAD = 34;

    private ResidueRows() {}

    /// @param evidence where and what
    record Row(String host, String item, State state, String evidence) {}

    static void columns(TableView<Row> table, Texts texts) {
        var columns = table.getColumns();
        columns.add(Columns.text(texts.get("step.reset.column.host"), 130, Row::host, "mono"));
        columns.add(Columns.text(texts.get("step.reset.column.item"), 240, Row::item));
        columns.add(
                Columns.badge(
                        texts.get("step.reset.column.state"),
                        110,
                        row -> ResetController.tone(row.state()),
                        row -> ResidueText.state(row.state(), texts)));
        columns.add(Columns.text(texts.get("step.reset.column.evidence"), 200, Row::evidence));
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    /// @return the whole in one sentence
    static String show(TableView<Row> table, Residue residue, Texts texts) {
        table.getItems().setAll(rows(residue, texts));
        double height = table.getItems().size() * ROW + HEAD;
        table.setPrefHeight(height);
        table.setMinHeight(height);
        table.setVisible(!table.getItems().isEmpty());
        table.setManaged(!table.getItems().isEmpty());
        return ResidueText.verdict(residue, texts);
    }

    static List<Row> rows(Residue residue, Texts texts) {
        var rows = new ArrayList<Row>();
        for (Residue.OnHost host : residue.hosts()) {
            if (host.unread().isPresent()) {
                rows.add(
                        new Row(
                                host.name(),
                                texts.get("residue.everything"),
                                State.UNKNOWN,
                                texts.title(host.unread().get())));
                continue;
            }
            host.items().stream()
                    .filter(item -> item.state() != State.GONE)
                    .map(
                            item ->
                                    new Row(
                                            host.name(),
                                            ResidueText.title(item.trace(), texts),
                                            item.state(),
                                            item.evidence()))
                    .forEach(rows::add);
        }
        rows.sort(Comparator.comparing(ResidueRows::rank));
        return rows;
    }

    private static int rank(Row row) {
        return switch (row.state()) {
            case LEFT -> 0;
            case UNKNOWN -> 1;
            case KEPT, GONE -> 2;
        };
    }
}
