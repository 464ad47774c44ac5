package org.kpaas.edge.installer.ui.step.verify;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.stream.Collectors;

/// A box to try a resource name before it is used. Source: edge install guide, 4.
final class NameBox extends VBox {
    private static final int GAP = 8;
    private final Texts texts;
    private final NameCheck names;
    private final ComboBox<String> kind = new ComboBox<>();
    private final TextField name = new TextField();
    private final StatusBadge verdict = new StatusBadge(Tone.NEUTRAL, "");

    NameBox(Texts texts, NameCheck names) {
        super(GAP);
        this.texts = texts;
        this.names = names;
        getStyleClass().add("card");
        getChildren()
                .addAll(
                        Labels.wrapped(texts.get("step.verify.name.title"), "card-title"),
                        Labels.wrapped(texts.get("step.verify.name.lead"), "muted"),
                        inputs(),
                        verdict,
                        Labels.wrapped(list(), "muted", "small"));
        verdict.setId("name-verdict");
        verdict.setWrapText(true);
        judge();
    }

    private HBox inputs() {
        kind.setId("name-kind");
        kind.getItems().add("");
        kind.getItems().addAll(names.kinds());
        kind.setValue("");
        kind.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String value) {
                        return value == null || value.isEmpty()
                                ? texts.get("step.verify.name.any")
                                : value;
                    }

                    @Override
                    public String fromString(String text) {
                        return text;
                    }
                });
        kind.setAccessibleText(texts.get("step.verify.name.kind"));
        kind.setMinWidth(160);
        name.setId("name-try");
        name.setPromptText(texts.get("step.verify.name.prompt"));
        name.setAccessibleText(texts.get("step.verify.name.prompt"));
        name.getStyleClass().add("mono");
        HBox.setHgrow(name, Priority.ALWAYS);
        kind.valueProperty().addListener(observable -> judge());
        name.textProperty().addListener(observable -> judge());
        return new HBox(GAP, kind, name);
    }

    private void judge() {
        switch (names.judge(kind.getValue(), name.getText())) {
            case NameCheck.Verdict.NotAsked ignored -> show(Tone.NEUTRAL, "not-asked");
            case NameCheck.Verdict.Free ignored -> show(Tone.GOOD, "free");
            case NameCheck.Verdict.Invalid ignored -> show(Tone.BAD, "invalid");
            case NameCheck.Verdict.Reserved reserved ->
                    show(Tone.BAD, "reserved", reserved.by().prefix());
        }
    }

    private void show(Tone tone, String key, Object... values) {
        verdict.show(tone, texts.get("step.verify.name." + key, values));
    }

    /// The whole list of the guide, one line.
    private String list() {
        return names.reserved().stream()
                .collect(
                        Collectors.groupingBy(
                                Release.ReservedName::kind,
                                java.util.LinkedHashMap::new,
                                Collectors.mapping(
                                        row -> row.prefix() + (row.exact() ? "" : "*"),
                                        Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(
                        entry ->
                                (entry.getKey().isEmpty()
                                                ? texts.get("step.verify.name.any")
                                                : entry.getKey())
                                        + ": "
                                        + entry.getValue())
                .collect(Collectors.joining("  ·  "));
    }
}
