package org.kpaas.edge.installer.ui.step.verify;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.VerificationText;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Every row of the verification in its group: what is right in one line a kind, what is not with its reason. A group
/// opens by itself when something in it is not right, and is built anew only when one of its rows has changed.
final class RowGroups extends VBox {
    /// A large cluster may have thousands; the rest is counted.
    private static final int MOST = 20;

    private static final double TITLE_WIDTH = 240;

    private final Texts texts;
    private final Supplier<Optional<Site>> site;
    private final Consumer<LogChoice> logs;
    private final Map<RowId.Area, TitledPane> panes = new EnumMap<>(RowId.Area.class);
    private final Map<RowId.Area, List<Row>> shown = new EnumMap<>(RowId.Area.class);

    /// @param logs opens a log
    RowGroups(Texts texts, Supplier<Optional<Site>> site, Consumer<LogChoice> logs) {
        super(8);
        this.texts = texts;
        this.site = site;
        this.logs = logs;
        setId("verify-rows");
    }

    void show(Verification found) {
        for (RowId.Area area : RowId.Area.values()) {
            List<Row> rows = found.rows().stream().filter(row -> row.id().area() == area).toList();
            if (!rows.isEmpty() && !rows.equals(shown.get(area))) {
                boolean isNew = !panes.containsKey(area);
                TitledPane pane = panes.computeIfAbsent(area, this::pane);
                fill(pane, area, rows, found);
                if (isNew) {
                    pane.setExpanded(!isRight(rows));
                }
                shown.put(area, rows);
            }
        }
        getChildren().setAll(panes.values());
    }

    private TitledPane pane(RowId.Area area) {
        var pane = new TitledPane();
        pane.setAnimated(false);
        pane.setId("verify-rows-" + area.name().toLowerCase(java.util.Locale.ROOT));
        return pane;
    }

    private static boolean isRight(List<Row> rows) {
        return rows.stream().allMatch(row -> row.verdict() == Verdict.HEALTHY);
    }

    private void fill(TitledPane pane, RowId.Area area, List<Row> rows, Verification found) {
        long right = rows.stream().filter(row -> row.verdict() == Verdict.HEALTHY).count();
        pane.setText(
                texts.get(
                        "step.verify.rows",
                        VerificationText.area(area, texts),
                        Long.toString(right),
                        Integer.toString(rows.size())));
        pane.setGraphic(Labels.icon(VerifyTexts.tone(worst(rows))));
        var lines = new VBox(6);
        Map<RowId, List<Row>> kinds =
                rows.stream()
                        .collect(Collectors.groupingBy(Row::id, TreeMap::new, Collectors.toList()));
        kinds.forEach((id, own) -> kind(lines, id, own, found));
        pane.setContent(lines);
    }

    private static Verdict worst(List<Row> rows) {
        return rows.stream().map(Row::verdict).max(Verdict::compareTo).orElse(Verdict.HEALTHY);
    }

    private void kind(VBox lines, RowId id, List<Row> rows, Verification found) {
        List<Row> right = rows.stream().filter(row -> row.verdict() == Verdict.HEALTHY).toList();
        List<Row> wrong = rows.stream().filter(row -> row.verdict() != Verdict.HEALTHY).toList();
        String title = VerificationText.title(id, texts);
        if (!right.isEmpty()) {
            lines.getChildren().add(line(Verdict.HEALTHY, title, new Label(summary(right))));
        }
        wrong.stream()
                .limit(MOST)
                .forEach(row -> lines.getChildren().add(wrong(title, row, found)));
        if (wrong.size() > MOST) {
            lines.getChildren()
                    .add(
                            Labels.wrapped(
                                    texts.get("step.verify.more", wrong.size() - MOST), "muted"));
        }
    }

    /// One is told with its value, several with their names as far as there are few.
    private static String summary(List<Row> right) {
        if (right.size() == 1) {
            Row only = right.getFirst();
            return only.found().isEmpty() ? only.subject() : only.subject() + "  " + value(only);
        }
        return right.size() <= 4
                ? right.stream().map(RowGroups::named).collect(Collectors.joining(", "))
                : Integer.toString(right.size());
    }

    private static String named(Row row) {
        return row.id() == RowId.POD ? row.subject() + "  " + value(row) : row.subject();
    }

    /// `5 = 4 + 1`, or the one value.
    private static String value(Row row) {
        return row.wanted().contains(" + ") ? row.found() + " = " + row.wanted() : row.found();
    }

    private Node wrong(String title, Row row, Verification found) {
        var more = new VBox(2, new Label(row.subject()));
        VerificationText.reason(row, texts)
                .ifPresent(words -> more.getChildren().add(Labels.wrapped(words, "muted")));
        VerificationText.cause(found, row.cause(), texts)
                .ifPresent(words -> more.getChildren().add(Labels.wrapped(words)));
        HBox line = line(row.verdict(), title, more);
        site.get()
                .flatMap(it -> LogChoice.of(it, row, found))
                .ifPresent(choice -> line.getChildren().add(logButton(choice)));
        return line;
    }

    private Button logButton(LogChoice choice) {
        var button = new Button(texts.get("step.verify.log"), new FontIcon("mdmz-subject"));
        button.getStyleClass().addAll("flat", "row-log");
        button.setAccessibleText(texts.get("step.verify.log.read", choice.name()));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> logs.accept(choice));
        return button;
    }

    private HBox line(Verdict verdict, String title, Node more) {
        var name = new Label(title);
        name.setMinWidth(TITLE_WIDTH);
        name.setPrefWidth(TITLE_WIDTH);
        name.setWrapText(true);
        HBox.setHgrow(more, Priority.ALWAYS);
        if (more instanceof Label value) {
            value.setWrapText(true);
            value.setMinHeight(USE_PREF_SIZE);
        }
        var line = new HBox(8, Labels.icon(VerifyTexts.tone(verdict)), name, more);
        line.setAccessibleText(VerificationText.badge(verdict, texts) + ": " + title);
        return line;
    }
}
