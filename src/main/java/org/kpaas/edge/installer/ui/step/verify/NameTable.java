package org.kpaas.edge.installer.ui.step.verify;

import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Columns;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.verify.names.Judged;
import org.kpaas.edge.installer.verify.names.NameFinding;
import org.kpaas.edge.installer.verify.names.NameReport;
import org.kpaas.edge.installer.verify.names.NameText;

import java.util.List;

/// What came out for many names: one sentence, a row for each finding, and the whole story of the chosen row below.
final class NameTable extends VBox {
    private static final int GAP = 8;
    private static final int ROW = 32;
    private static final int HEAD = 44;
    private static final int MOST_ROWS = 8;
    private static final int MOST_NOTES = 5;

    private final Texts texts;
    private final NameText words;
    private final NameReport report;
    private final TableView<Row> table = new TableView<>();
    private final Label story = Labels.wrapped("");

    /// One finding of one name.
    private record Row(Judged judged, NameFinding finding) {}

    NameTable(Texts texts, NameReport report) {
        super(GAP);
        this.texts = texts;
        this.words = new NameText(texts);
        this.report = report;
        boolean good = report.found().isEmpty();
        var result =
                new StatusBadge(
                        good ? Tone.GOOD : Tone.BAD,
                        words.title(report) + ": " + words.result(report));
        result.setId("name-result");
        result.setWrapText(true);
        result.setMinHeight(USE_PREF_SIZE);
        getChildren().add(result);
        if (!good) {
            fill();
            getChildren().addAll(table, story);
        }
        notes();
    }

    private void fill() {
        table.setId("name-table");
        table.setAccessibleText(texts.get("step.verify.name.table"));
        var columns = table.getColumns();
        columns.add(
                Columns.text(
                        title("object"), 230, row -> words.object(row.judged().object()), "mono"));
        columns.add(Columns.text(title("prefix"), 130, NameTable::prefix, "mono"));
        columns.add(Columns.text(title("owner"), 180, this::owner));
        if (report.kind() == NameReport.Kind.MANIFEST) {
            columns.add(
                    Columns.text(
                            title("where"),
                            120,
                            row -> FreeText.oneLine(row.judged().where()),
                            "mono"));
        }
        List<Row> rows =
                report.found().stream()
                        .flatMap(
                                judged -> judged.findings().stream().map(it -> new Row(judged, it)))
                        .toList();
        table.getItems().setAll(rows);
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        double height = Math.min(rows.size(), MOST_ROWS) * ROW + (double) HEAD;
        table.setPrefHeight(height);
        table.setMinHeight(height);
        story.setId("name-story");
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((observable, before, now) -> tell(now));
        table.getSelectionModel().selectFirst();
    }

    private void tell(@Nullable Row row) {
        story.setText(
                row == null
                        ? ""
                        : words.paragraph(
                                row.judged(),
                                row.finding(),
                                report.kind() == NameReport.Kind.CLUSTER));
    }

    private void notes() {
        List<NameReport.Note> notes = report.notes();
        notes.stream()
                .limit(MOST_NOTES)
                .forEach(
                        note ->
                                getChildren()
                                        .add(Labels.wrapped(words.note(note), "muted", "small")));
        if (notes.size() > MOST_NOTES) {
            String rest = Integer.toString(notes.size() - MOST_NOTES);
            getChildren()
                    .add(
                            Labels.wrapped(
                                    texts.get("step.verify.name.more", rest), "muted", "small"));
        }
    }

    private String title(String column) {
        return texts.get("step.verify.name.column." + column);
    }

    private static String prefix(Row row) {
        return row.finding() instanceof NameFinding.Reserved reserved
                ? reserved.by().prefix() + "*"
                : "–";
    }

    private String owner(Row row) {
        return switch (row.finding()) {
            case NameFinding.Reserved reserved -> words.owner(reserved.by());
            case NameFinding.Refused ignored -> texts.get("step.verify.name.refused");
            case NameFinding.NotText ignored -> texts.get("step.verify.name.quote");
        };
    }
}
