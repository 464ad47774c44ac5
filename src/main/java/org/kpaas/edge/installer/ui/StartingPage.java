package org.kpaas.edge.installer.ui;

import javafx.scene.Parent;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.BusyCard;
import org.kpaas.edge.installer.ui.part.ErrorCard;

import java.util.List;
import java.util.Optional;

/// A practice site is starting, or could not start.
final class StartingPage {
    private StartingPage() {}

    static Parent of(Texts texts, Optional<Problem> problem, Runnable stop, Runnable again) {
        String doing = texts.get("home.practice.starting");
        var page =
                new VBox(
                        problem.<Parent>map(
                                        found ->
                                                new ErrorCard(
                                                        texts,
                                                        doing,
                                                        found,
                                                        List.of(
                                                                new ErrorCard.Action(
                                                                        texts.get(
                                                                                "button.try-again"),
                                                                        again))))
                                .orElseGet(
                                        () ->
                                                new BusyCard(
                                                        doing, texts.get("button.cancel"), stop)));
        page.getStyleClass().add("home");
        return page;
    }
}
