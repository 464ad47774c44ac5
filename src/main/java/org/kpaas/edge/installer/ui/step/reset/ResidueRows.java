package org.kpaas.edge.installer.ui.step.reset;

import javafx.scene.control.TableView;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Columns;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;
import org.kpaas.edge.installer.verify.ResidueText.Row;

import java.util.Comparator;
import java.util.List;

/// What was looked for, as rows of a table: what is left first.
final class ResidueRows {
    private static final double ROW = 32;
    private static final double HEAD = 44;
    private static final double HOST = 130;
    private static final double ITEM = 180;
    private static final double STATE = 116;
    private static final double EVIDENCE = 160;

    private ResidueRows() {}

    static void columns(TableView<Row> table, Texts texts) {
        var host = Columns.text(texts.get("step.reset.column.host"), HOST, Row::host, "mono");
        host.setMaxWidth(HOST * 1.4);
        var item = Columns.text(texts.get("step.reset.column.item"), ITEM, Row::item);
        item.setMaxWidth(ITEM * 1.6);
        var state =
                Columns.badge(
                        texts.get("step.reset.column.state"),
                        STATE,
                        (Row row) -> tone(row.state()),
                        row -> ResidueText.state(row.state(), texts));
        state.setMaxWidth(STATE);
        var evidence =
                Columns.text(texts.get("step.reset.column.evidence"), EVIDENCE, Row::evidence);
        table.getColumns().setAll(List.of(host, item, state, evidence));
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    /// @return the whole in one sentence
    static String show(TableView<Row> table, Residue residue, Texts texts) {
        table.getItems()
                .setAll(
                        ResidueText.rows(residue, texts).stream()
                                .sorted(Comparator.comparing(ResidueRows::rank))
                                .toList());
        double height = table.getItems().size() * ROW + HEAD;
        table.setPrefHeight(height);
        table.setMinHeight(height);
        return ResidueText.verdict(residue, texts);
    }

    private static int rank(Row row) {
        return switch (row.state()) {
            case LEFT -> 0;
            case UNKNOWN -> 1;
            case KEPT -> 2;
            case GONE -> 3;
        };
    }

    private static Tone tone(State state) {
        return switch (state) {
            case GONE, KEPT -> Tone.GOOD;
            case LEFT -> Tone.BAD;
            case UNKNOWN -> Tone.ATTENTION;
        };
    }
}
