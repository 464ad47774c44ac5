package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.step.Subjects;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The matrix: one line per way that was tried, the worst first.
final class WaysTable extends TableView<Reach> {
    private static final int ROW = 40;
    private final Texts texts;

    WaysTable(Texts texts) {
        this.texts = texts;
        setId("ways-table");
        setAccessibleText(texts.get("step.firewall.ways"));
        getStyleClass().add("node-table");
        setFixedCellSize(ROW);
        setMinHeight(USE_PREF_SIZE);
        setSelectionModel(null);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(Labels.wrapped(texts.get("step.firewall.probe-hint"), "muted"));
        getColumns()
                .setAll(
                        List.of(
                                column("from", 150, it -> Subjects.name(texts, it.from())),
                                column("to", 150, it -> Subjects.name(texts, it.target())),
                                column("address", 170, Reach::to),
                                column("port", 96, it -> it.protocol() + " " + it.port()),
                                column("path", 110, it -> words("guide.path.", it.path())),
                                column("wanted", 90, this::wanted),
                                verdict()));
    }

    void show(List<Reach> reach) {
        getItems()
                .setAll(
                        reach.stream()
                                .sorted(
                                        Comparator.comparing((Reach it) -> RowVerdict.of(it))
                                                .thenComparing(Reach::port)
                                                .thenComparing(it -> it.from().id()))
                                .toList());
        setPrefHeight(ROW * (Math.max(2, reach.size()) + 1) + 12.0);
    }

    private String wanted(Reach reach) {
        return texts.get("step.firewall.wanted." + (reach.wanted() ? "open" : "closed"));
    }

    private String words(String prefix, Enum<?> value) {
        return texts.get(prefix + FirewallStep.id(value));
    }

    private TableColumn<Reach, String> column(String id, int width, Function<Reach, String> words) {
        var column = new TableColumn<Reach, String>(texts.get("step.firewall." + id));
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setCellValueFactory(it -> new ReadOnlyStringWrapper(words.apply(it.getValue())));
        return column;
    }

    private TableColumn<Reach, Reach> verdict() {
        var column = new TableColumn<Reach, Reach>(texts.get("step.firewall.tried"));
        column.setPrefWidth(130);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(it -> new ReadOnlyObjectWrapper<>(it.getValue()));
        column.setCellFactory(any -> new Verdict());
        return column;
    }

    private final class Verdict extends TableCell<Reach, Reach> {
        @Override
        protected void updateItem(@Nullable Reach reach, boolean empty) {
            super.updateItem(reach, empty);
            setGraphic(null);
            if (reach != null && !empty) {
                RowVerdict verdict = RowVerdict.of(reach);
                setGraphic(new StatusBadge(verdict.tone(), words("step.firewall.tried.", verdict)));
            }
        }
    }
}
