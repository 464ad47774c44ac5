package org.kpaas.edge.installer.ui.step.checks;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.OneLine;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.step.Subjects;

import java.util.List;

/// One result in full: found, wanted, why it matters, what to do, and the decision about it.
final class CheckDetail extends VBox {
    private static final int GAP = 12;
    private final Texts texts;
    private final CheckTexts words;
    private final ChecksStep step;

    CheckDetail(Texts texts, ChecksStep step) {
        super(GAP);
        this.texts = texts;
        this.words = new CheckTexts(texts);
        this.step = step;
        getStyleClass().add("check-detail");
    }

    void show(CheckRow row) {
        getChildren().setAll(head(row), Labels.wrapped(words.sentence(row, step.facts())));
        words.compared(row)
                .ifPresent(
                        values -> {
                            addValue("step.checks.found", values.found());
                            addValue("step.checks.wanted", values.wanted());
                        });
        words.why(row).ifPresent(why -> addText("step.checks.why", why));
        words.remedy(row, step.facts()).ifPresent(todo -> addText("step.checks.todo", todo));
        addRepair(row);
        if (row.acceptable()) {
            addDecision(row);
        }
        row.accepted().ifPresent(accepted -> addAccepted(row, accepted.reason()));
    }

    void showNothing(String hint) {
        getChildren().setAll(Labels.wrapped(hint, "muted"));
    }

    private Node head(CheckRow row) {
        var badge = new StatusBadge(CheckTexts.tone(row.state()), words.word(row.state()));
        badge.setMinWidth(USE_PREF_SIZE);
        var about =
                new Label(row.answer().id().text() + " · " + Subjects.name(texts, row.subject()));
        about.getStyleClass().addAll("muted", "small");
        var line = new HBox(GAP, badge, about);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return new VBox(4, Labels.wrapped(words.title(row.answer().id()), "card-title"), line);
    }

    private void addText(String key, String text) {
        getChildren().add(new VBox(2, heading(key), Labels.wrapped(text)));
    }

    private void addValue(String key, String value) {
        getChildren().add(new VBox(2, heading(key), Labels.wrapped(value, "mono")));
    }

    private Label heading(String key) {
        var label = new Label(texts.get(key));
        label.getStyleClass().add("field-label");
        return label;
    }

    private void addRepair(CheckRow row) {
        List<Proposal> proposals = step.proposals(row);
        if (proposals.isEmpty()) {
            return;
        }
        var repair = new Button(texts.get("step.repair.this"));
        repair.setId("repairThis");
        repair.getStyleClass().add("accent");
        repair.disableProperty().bind(step.state().map(now -> step.busy()));
        repair.setOnAction(pressed -> step.preview(proposals));
        getChildren().add(repair);
    }

    private void addDecision(CheckRow row) {
        var reason = new TextArea();
        reason.setId("acceptReason");
        reason.setPrefRowCount(2);
        reason.setWrapText(true);
        OneLine.keep(reason);
        reason.setPromptText(texts.get("step.checks.reason.prompt"));
        reason.setAccessibleText(texts.get("step.checks.reason"));
        var heading = heading("step.checks.reason");
        heading.setLabelFor(reason);
        var accept = new Button(texts.get(acceptKey(row)));
        accept.setId("accept");
        accept.disableProperty().bind(reason.textProperty().map(String::isBlank).orElse(true));
        accept.setOnAction(pressed -> step.accept(row, reason.getText()));
        getChildren()
                .addAll(
                        new VBox(4, heading, reason),
                        Labels.wrapped(texts.get("step.checks.reason.hint"), "field-hint"),
                        accept);
    }

    private static String acceptKey(CheckRow row) {
        return row.state() == CheckRow.State.FAILED
                ? "step.checks.accept-failure"
                : "step.checks.accept";
    }

    private void addAccepted(CheckRow row, String reason) {
        addText("step.checks.accepted-because", reason);
        var withdraw = new Button(texts.get("step.checks.withdraw"));
        withdraw.setId("withdraw");
        withdraw.setOnAction(pressed -> step.withdraw(row));
        getChildren().add(withdraw);
    }
}
