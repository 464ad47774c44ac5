package org.kpaas.edge.installer.ui.step.verify;

import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.BusyCard;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.names.Judged;
import org.kpaas.edge.installer.verify.names.NameReport;
import org.kpaas.edge.installer.verify.names.NameText;

import java.util.List;
import java.util.stream.Collectors;

/// A box to try a resource name before it is used, and to check the names of a file or of the cluster. Source: edge
/// install guide, 4.
final class NameBox extends VBox {
    private static final int GAP = 8;
    private final ViewKit kit;
    private final Texts texts;
    private final NameText words;
    private final NameSearch names;
    private final ComboBox<String> kind = new ComboBox<>();
    private final TextField name = new TextField();
    private final StatusBadge verdict = new StatusBadge(Tone.NEUTRAL, "");
    private final FlowPane buttons = new FlowPane(GAP, GAP);
    private final VBox outcome = new VBox(GAP);
    private final InvalidationListener refresh = observable -> refresh();

    NameBox(ViewKit kit, NameSearch names) {
        super(GAP);
        this.kit = kit;
        this.texts = kit.texts();
        this.words = new NameText(texts);
        this.names = names;
        getStyleClass().add("card");
        buttons();
        getChildren()
                .addAll(
                        Labels.wrapped(texts.get("step.verify.name.title"), "card-title"),
                        Labels.wrapped(texts.get("step.verify.name.lead"), "muted"),
                        inputs(),
                        verdict,
                        Labels.wrapped(list(), "muted", "small"),
                        buttons,
                        outcome);
        verdict.setId("name-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        judge();
        names.busy().addListener(refresh);
        refresh();
    }

    void close() {
        names.busy().removeListener(refresh);
    }

    private HBox inputs() {
        kind.setId("name-kind");
        kind.getItems().add("");
        kind.getItems().addAll(names.check().rules().kinds());
        kind.setValue("");
        kind.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(String value) {
                        return words.kind(value == null ? "" : value);
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

    private void buttons() {
        var file =
                new Button(
                        texts.get("step.verify.name.file"), new FontIcon("mdal-insert_drive_file"));
        file.setId("name-file");
        file.setOnAction(
                pressed ->
                        kit.files()
                                .open(texts.get("step.verify.name.file"))
                                .ifPresent(names::file));
        var cluster =
                new Button(texts.get("step.verify.name.cluster"), new FontIcon("mdal-cloud_queue"));
        cluster.setId("name-cluster");
        cluster.setDisable(!names.isConnected());
        cluster.setOnAction(pressed -> names.cluster());
        buttons.getChildren().addAll(file, cluster);
    }

    private void judge() {
        String typed = name.getText().strip();
        if (typed.isEmpty()) {
            verdict.show(Tone.NEUTRAL, texts.get("step.verify.name.not-asked"));
            return;
        }
        NameReport report = names.check().typed(kind.getValue(), List.of(typed));
        verdict.show(
                report.found().isEmpty() ? Tone.GOOD : Tone.BAD,
                report.found().isEmpty() ? words.result(report) : sentences(report.found()));
    }

    private String sentences(List<Judged> found) {
        return found.stream()
                .flatMap(
                        judged ->
                                judged.findings().stream()
                                        .map(it -> words.paragraph(judged, it, false)))
                .collect(Collectors.joining("\n"));
    }

    /// The whole list of the guide, one line.
    private String list() {
        return words.table(names.check().rules()).entrySet().stream()
                .map(entry -> entry.getKey() + ": " + NameText.prefixes(entry.getValue()))
                .collect(Collectors.joining("  ·  "));
    }

    private void refresh() {
        boolean busy = names.busy().get();
        buttons.setDisable(busy);
        outcome.getChildren().clear();
        if (busy) {
            outcome.getChildren()
                    .add(
                            new BusyCard(
                                    texts.get("step.verify.name.reading"),
                                    texts.get("button.cancel"),
                                    names::stop));
        }
        names.problem()
                .get()
                .ifPresent(
                        problem ->
                                outcome.getChildren()
                                        .add(
                                                new ErrorCard(
                                                        texts,
                                                        texts.get("step.verify.name.doing"),
                                                        problem,
                                                        List.of())));
        names.report()
                .get()
                .ifPresent(report -> outcome.getChildren().add(new NameTable(texts, report)));
        Labels.show(outcome, !outcome.getChildren().isEmpty());
    }
}
