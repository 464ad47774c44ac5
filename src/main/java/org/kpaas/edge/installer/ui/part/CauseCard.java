package org.kpaas.edge.installer.ui.part;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.CauseText;
import org.kpaas.edge.installer.verify.cause.Explanation;
import org.kpaas.edge.installer.verify.cause.Next;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Why something is wrong: one sentence, why, the next action as a button, and what it was told from.
public final class CauseCard extends VBox {
    /// The steps of the wizard where a next action is taken; others are taken elsewhere.
    private static final Map<Next, String> STEPS =
            Map.of(
                    Next.CHECKS, "checks",
                    Next.FIREWALL, "firewall",
                    Next.CLOUDCORE, "cloudcore",
                    Next.NODES, "nodes",
                    Next.DEPLOY, "review",
                    Next.VERIFY, "verify",
                    Next.LOGS, "verify",
                    Next.RESET, "reset");

    private static final int GAP = 6;

    private final HBox heading = new HBox(GAP);

    private CauseCard(Texts texts, String title, List<String> sentences, List<String> evidence) {
        super(GAP);
        getStyleClass().addAll("card", "attention-card", "cause-card");
        setAccessibleText(title + " " + String.join(" ", sentences));
        var sentence = Labels.wrapped(title, "strong");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        this.heading.getChildren().setAll(Labels.icon(Tone.ATTENTION), sentence);
        getChildren().add(this.heading);
        sentences.forEach(more -> getChildren().add(Labels.wrapped(more)));
        if (!evidence.isEmpty()) {
            getChildren().add(details(texts, evidence));
        }
    }

    /// The cards of an explanation, the most special cause first.
    ///
    /// @param steps the ids of the steps that a button may lead to
    /// @param go    opens a step by its id
    public static List<CauseCard> of(
            Explanation explanation, Texts texts, Set<String> steps, Consumer<String> go) {
        if (explanation.causes().isEmpty()) {
            List<String> seen =
                    explanation.evidence().stream().map(it -> CauseText.line(it, texts)).toList();
            var unknown = CauseText.unknown(explanation, texts);
            return List.of(new CauseCard(texts, unknown, List.of(), seen));
        }
        var cards = new ArrayList<CauseCard>();
        for (Cause cause : explanation.causes()) {
            cards.add(of(cause, texts, steps, go));
        }
        return cards;
    }

    /// The card of one cause.
    public static CauseCard of(Cause cause, Texts texts, Set<String> steps, Consumer<String> go) {
        var card =
                new CauseCard(
                        texts,
                        CauseText.title(cause, texts),
                        List.of(
                                CauseText.why(cause, texts),
                                texts.get("cause.next", CauseText.next(cause, texts))),
                        CauseText.evidence(cause, texts));
        card.setId("cause-" + cause.id());
        var id = new Label(cause.id());
        id.getStyleClass().addAll("mono", "small");
        id.setMinWidth(USE_PREF_SIZE);
        card.heading.getChildren().add(id);
        String step = STEPS.getOrDefault(cause.next(), "");
        if (steps.contains(step)) {
            var button = new Button(texts.get("cause.go." + step));
            button.setOnAction(pressed -> go.accept(step));
            card.getChildren().add(3, new FlowPane(button));
        }
        return card;
    }

    private static TitledPane details(Texts texts, List<String> evidence) {
        var text = new Label(String.join("\n", evidence));
        text.setWrapText(true);
        text.getStyleClass().add("mono");
        text.setMinHeight(USE_PREF_SIZE);
        var pane = new TitledPane(texts.get("cause.evidence.title"), text);
        pane.getStyleClass().add("dense");
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }
}
