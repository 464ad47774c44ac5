package org.kpaas.edge.installer.ui.step.firewall;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Field;
import org.kpaas.edge.installer.ui.part.FieldBox;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows that the site needs beside those of the release, of one role, and the form to add one.
final class OwnRowsBox extends VBox {
    private static final int GAP = 8;
    private final Texts texts;
    private final FirewallStep step;
    private final VBox rows = new VBox(4);
    private final List<Subscription> bound = new ArrayList<>();
    private final ListChangeListener<OwnRow> changed = change -> refresh();
    private Role role = Role.CONTROL_PLANE;

    OwnRowsBox(Texts texts, FirewallStep step) {
        super(GAP);
        this.texts = texts;
        this.step = step;
        getStyleClass().add("card");
        setMinHeight(USE_PREF_SIZE);
        var title = new Label(texts.get("step.firewall.own"));
        title.getStyleClass().add("field-label");
        getChildren().addAll(title, rows, form());
        step.ownRows().addListener(changed);
    }

    void show(Role chosen) {
        role = chosen;
        refresh();
    }

    /// What was tried may have changed.
    void refresh() {
        rows.getChildren()
                .setAll(
                        step.ownRows().stream()
                                .filter(row -> row.role().equals(FirewallStep.id(role)))
                                .map(this::line)
                                .toList());
        if (rows.getChildren().isEmpty()) {
            rows.getChildren().add(Labels.wrapped(texts.get("step.firewall.own.none"), "muted"));
        }
    }

    void close() {
        step.ownRows().removeListener(changed);
        bound.forEach(Subscription::unsubscribe);
    }

    private HBox line(OwnRow row) {
        String range = row.row().substring(row.row().lastIndexOf('/') + 1);
        var port = new Label(row.protocol().toUpperCase(Locale.ROOT) + " " + range);
        port.getStyleClass().add("mono");
        port.setMinWidth(USE_PREF_SIZE);
        String from =
                row.sources().isEmpty()
                        ? texts.get("guide.peer.anyone")
                        : String.join(", ", row.sources());
        Label words = Labels.wrapped(texts.get("step.firewall.own.row", row.purpose(), from));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        RowVerdict verdict = RowVerdict.of(step.attempts().on(FirewallSheet.portRow(row)));
        var badge =
                new StatusBadge(
                        verdict.tone(),
                        texts.get("step.firewall.tried." + FirewallStep.id(verdict)));
        badge.setMinWidth(USE_PREF_SIZE);
        var remove = new Button(texts.get("step.firewall.own.remove"));
        remove.setId("remove-" + row.row());
        remove.setAccessibleText(texts.get("step.firewall.own.remove") + " " + row.row());
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setOnAction(pressed -> step.remove(row));
        var line = new HBox(12, port, words, badge, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private FlowPane form() {
        OwnRowForm form = step.form();
        var protocols = new ToggleGroup();
        var tcp = protocol("TCP", "left-pill", protocols, !form.udp().get());
        var udp = protocol("UDP", "right-pill", protocols, form.udp().get());
        bound.add(
                protocols
                        .selectedToggleProperty()
                        .subscribe(
                                (before, now) -> {
                                    if (now == null) {
                                        before.setSelected(true);
                                    } else {
                                        form.udp().set(now == udp);
                                    }
                                }));
        var choice = new HBox(tcp, udp);
        choice.setAlignment(Pos.BOTTOM_LEFT);
        var add = new Button(texts.get("step.firewall.own.add"));
        add.setId("addRow");
        add.disableProperty().bind(form.complete().not());
        bound.add(() -> add.disableProperty().unbind());
        add.setOnAction(pressed -> step.add(role));
        var fields =
                new FlowPane(
                        GAP,
                        GAP,
                        choice,
                        box("ownPort", "step.firewall.port", 120, form.port()),
                        box("ownSources", "step.firewall.sources", 200, form.sources()),
                        box("ownPurpose", "step.firewall.use", 220, form.purpose()),
                        add);
        fields.setRowValignment(javafx.geometry.VPos.BOTTOM);
        return fields;
    }

    private static ToggleButton protocol(
            String name, String style, ToggleGroup group, boolean chosen) {
        var button = new ToggleButton(name);
        button.setId("own" + name);
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setSelected(chosen);
        return button;
    }

    private FieldBox box(String id, String labelKey, int width, Field<?> field) {
        var box = new FieldBox();
        box.setId(id);
        box.setLabel(texts.get(labelKey));
        box.setPrefWidth(width);
        bound.add(box.bind(texts, field));
        return box;
    }
}
