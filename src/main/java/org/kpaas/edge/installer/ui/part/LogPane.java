package org.kpaas.edge.installer.ui.part;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

/// A log with follow, search, a filter by host, copy and save. Only the lines in sight have cells,
/// so the length of the log does not matter.
public final class LogPane extends VBox {
    private static final int GAP = 8;
    private static final PseudoClass HIT = PseudoClass.getPseudoClass("hit");
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LogModel log;
    private final Texts texts;
    private final ListView<String> list;
    private final TextField search = new TextField();
    private final Label hits = new Label();
    private final ListChangeListener<String> grown = change -> follow();
    private final InvalidationListener following = observable -> follow();
    private final InvalidationListener searched = observable -> showHits();

    /// @param save what the save button does
    public LogPane(LogModel log, Texts texts, Runnable save) {
        super(GAP);
        this.log = log;
        this.texts = texts;
        this.list = new ListView<>(log.shown());
        getStyleClass().add("log-pane");
        list.getStyleClass().addAll("log-list", "dense");
        list.setId("log-lines");
        list.setAccessibleText(texts.get("part.log.lines"));
        list.setPlaceholder(Labels.wrapped(texts.get("part.log.empty"), "muted"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(view -> new LineCell());
        list.setMinHeight(0);
        list.addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaY() > 0) {
                        log.follow().set(false);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(toolbar(save), list);
        addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        log.shown().addListener(grown);
        log.follow().addListener(following);
        log.hits().addListener(searched);
        log.query().addListener(searched);
        showHits();
        follow();
    }

    /// Lets go of the log.
    public void close() {
        log.shown().removeListener(grown);
        log.follow().removeListener(following);
        log.hits().removeListener(searched);
        log.query().removeListener(searched);
        search.textProperty().unbindBidirectional(log.query());
        list.setItems(null);
    }

    private HBox toolbar(Runnable save) {
        var bar =
                new HBox(
                        GAP,
                        searchField(),
                        hits,
                        icon("previous-hit", "mdal-keyboard_arrow_up", () -> jump(-1)),
                        icon("next-hit", "mdal-keyboard_arrow_down", () -> jump(1)),
                        hostFilter(),
                        followButton(),
                        icon("copy", "mdal-content_copy", this::copy),
                        icon("save", "mdmz-save_alt", save));
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private TextField searchField() {
        search.setId("log-search");
        search.setPromptText(texts.get("part.log.search"));
        search.setAccessibleText(texts.get("part.log.search"));
        search.textProperty().bindBidirectional(log.query());
        search.setOnAction(entered -> jump(1));
        search.setMinWidth(96);
        HBox.setHgrow(search, Priority.ALWAYS);
        hits.setId("log-hits");
        hits.getStyleClass().addAll("muted", "small");
        hits.setMinWidth(USE_PREF_SIZE);
        return search;
    }

    private ComboBox<String> hostFilter() {
        var box = new ComboBox<String>();
        box.setId("log-host");
        box.setAccessibleText(texts.get("part.log.host"));
        box.getItems().add("");
        box.getItems().addAll(log.hosts());
        box.setValue(log.host().get());
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String host) {
                        return host == null || host.isEmpty()
                                ? texts.get("part.log.host.all")
                                : host;
                    }

                    @Override
                    public String fromString(String text) {
                        return text;
                    }
                });
        box.valueProperty().addListener((observed, before, now) -> log.host().set(now));
        box.setMinWidth(120);
        Labels.show(box, log.hosts().size() > 1);
        return box;
    }

    private ToggleButton followButton() {
        var button = new ToggleButton(texts.get("part.log.follow"));
        button.setId("log-follow");
        button.setGraphic(new FontIcon("mdmz-vertical_align_bottom"));
        button.setMinWidth(USE_PREF_SIZE);
        button.selectedProperty().bindBidirectional(log.follow());
        return button;
    }

    private Button icon(String what, String literal, Runnable action) {
        var button = new Button(null, new FontIcon(literal));
        button.setId("log-" + what);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(texts.get("part.log." + what));
        button.setTooltip(new Tooltip(texts.get("part.log." + what)));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    private void shortcut(KeyEvent event) {
        if (FIND.match(event)) {
            search.requestFocus();
            search.selectAll();
            event.consume();
        } else if (COPY.match(event) && list.isFocused()) {
            copy();
            event.consume();
        }
    }

    private void jump(int step) {
        int found = log.nextHit(list.getSelectionModel().getSelectedIndex(), step);
        if (found >= 0) {
            log.follow().set(false);
            list.getSelectionModel().clearAndSelect(found);
            list.scrollTo(Math.max(0, found - 3));
        }
    }

    private void copy() {
        List<String> lines = List.copyOf(list.getSelectionModel().getSelectedItems());
        var content = new ClipboardContent();
        content.putString(String.join("\n", lines.isEmpty() ? log.shown() : lines));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void follow() {
        if (log.follow().get() && !log.shown().isEmpty()) {
            list.scrollTo(log.shown().size() - 1);
        }
    }

    private void showHits() {
        hits.setText(
                log.query().get().isEmpty()
                        ? ""
                        : texts.get("part.log.hits", Integer.toString(log.hits().get())));
        list.refresh();
    }

    /// One line; a hit is marked, and so are banners and failures.
    private final class LineCell extends ListCell<String> {
        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("log-banner", "log-failure");
            setText(empty ? null : line);
            pseudoClassStateChanged(HIT, !empty && line != null && log.isHit(line));
            if (!empty && line != null) {
                mark(line);
            }
        }

        private void mark(String line) {
            if (line.startsWith("PLAY [")
                    || line.startsWith("TASK [")
                    || line.startsWith("PLAY R")) {
                getStyleClass().add("log-banner");
            } else if (line.startsWith("fatal:") || line.startsWith("failed:")) {
                getStyleClass().add("log-failure");
            }
        }
    }
}
