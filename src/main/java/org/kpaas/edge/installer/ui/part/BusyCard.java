package org.kpaas.edge.installer.ui.part;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What is happening now, with a button that stops it.
public final class BusyCard extends HBox {
    /// @param doing what is happening, as a sentence
    public BusyCard(String doing, String stopLabel, Runnable stop) {
        super(12);
        getStyleClass().addAll("card", "busy-card");
        setAlignment(Pos.CENTER_LEFT);
        var wheel = new ProgressIndicator();
        wheel.setPrefSize(24, 24);
        wheel.setMinSize(24, 24);
        wheel.setMaxSize(24, 24);
        wheel.setAccessibleText(doing);
        var label = new Label(doing);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        setHgrow(label, Priority.ALWAYS);
        var button = new Button(stopLabel);
        button.setId("stop");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> stop.run());
        getChildren().addAll(wheel, label, button);
    }
}
