package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

/// Something went wrong: what we were doing, what happened, what to do next as a button, and the details to copy.
public final class ErrorCard extends VBox {
    /// A next action; the first one of a card is the suggested one.
    public record Action(String label, Runnable run) {}

    /// @param doing what we were doing, as a sentence
    public ErrorCard(Texts texts, String doing, Problem problem, List<Action> actions) {
        getStyleClass().addAll("card", "error-card");
        setAccessibleText(texts.title(problem));
        var title = wrapped(texts.title(problem), "card-title");
        var icon = new FontIcon(Tone.BAD.icon());
        icon.getStyleClass().add(Tone.BAD.styleClass());
        var head = new HBox(8, icon, title);
        HBox.setHgrow(title, Priority.ALWAYS);
        getChildren().addAll(wrapped(doing, "muted"), head, wrapped(texts.remedy(problem)));
        if (!actions.isEmpty()) {
            getChildren().add(buttons(actions));
        }
        getChildren().add(details(texts, problem));
    }

    private static FlowPane buttons(List<Action> actions) {
        var row = new FlowPane(8, 8);
        for (Action action : actions) {
            var button = new Button(action.label());
            button.setOnAction(pressed -> action.run().run());
            button.getStyleClass().add(row.getChildren().isEmpty() ? "accent" : "flat");
            row.getChildren().add(button);
        }
        return row;
    }

    private static TitledPane details(Texts texts, Problem problem) {
        var text =
                wrapped(
                        problem.code() + "\n" + String.join("\n", problem.values()).strip(),
                        "mono");
        var pane = new TitledPane(texts.get("frame.details"), text);
        pane.getStyleClass().add("dense");
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }

    private static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
