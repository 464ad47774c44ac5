package org.kpaas.edge.installer.ui.step.checks;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.step.Subjects;

/// Shows a line of the list: the name of a host with its counts, or the title of a check with its
/// state.
final class CheckCell extends ListCell<CheckLine> {
    private static final int GAP = 8;
    private final Texts texts;
    private final CheckTexts words;

    CheckCell(Texts texts) {
        this.texts = texts;
        this.words = new CheckTexts(texts);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(CheckLine line, boolean empty) {
        super.updateItem(line, empty);
        getStyleClass().removeAll("check-head", "check-result");
        setText(null);
        if (empty || line == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        switch (line) {
            case CheckLine.Head head -> showHead(head.group());
            case CheckLine.Result result -> showResult(result.row());
        }
    }

    private void showHead(CheckGroup group) {
        getStyleClass().add("check-head");
        String name = Subjects.name(texts, group.subject());
        String counts =
                texts.get(
                        "step.checks.group",
                        Integer.toString(group.blocking()),
                        Integer.toString(group.passed()));
        setGraphic(row(label(name, "strong"), label(counts, "muted", "small")));
        setAccessibleText(name + ", " + counts);
    }

    private void showResult(CheckRow row) {
        getStyleClass().add("check-result");
        String title = words.title(row.answer().id());
        String word = words.word(row.state());
        var badge = new StatusBadge(CheckTexts.tone(row.state()), word);
        badge.setMinWidth(USE_PREF_SIZE);
        setGraphic(row(label(title, "check-title"), badge));
        setAccessibleText(word + ", " + title + ", " + row.answer().id().text());
    }

    private static HBox row(Label main, Node end) {
        main.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(main, Priority.ALWAYS);
        var row = new HBox(GAP, main, end);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
