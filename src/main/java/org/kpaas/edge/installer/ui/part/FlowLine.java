package org.kpaas.edge.installer.ui.part;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

/// One line of a traffic picture: who connects, over which ports, to whom.
public final class FlowLine extends HBox {
    /// One end of the line.
    ///
    /// @param icon   the ikonli literal
    /// @param name   for people
    /// @param detail an address or a count; may be empty
    public record End(String icon, String name, String detail) {}

    /// @param ports written above the line, for instance `TCP 10000, 10002`
    /// @param tone  the colour of the line
    public FlowLine(End from, String ports, Tone tone, End to) {
        getStyleClass().addAll("flow-line", tone.styleClass());
        setAlignment(Pos.CENTER_LEFT);
        var line = line(ports);
        setHgrow(line, Priority.ALWAYS);
        getChildren().addAll(box(from), line, box(to));
        setAccessibleText(from.name() + " → " + to.name() + ": " + ports);
    }

    private static HBox box(End end) {
        var name = new Label(end.name());
        name.getStyleClass().add("flow-name");
        var words = new VBox(name);
        words.setAlignment(Pos.CENTER_LEFT);
        if (!end.detail().isEmpty()) {
            var detail = new Label(end.detail());
            detail.getStyleClass().addAll("mono", "flow-detail");
            words.getChildren().add(detail);
        }
        var box = new HBox(8, new FontIcon(end.icon()), words);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("flow-box");
        return box;
    }

    private static StackPane line(String ports) {
        var label = new Label(ports);
        label.getStyleClass().addAll("mono", "flow-ports");
        label.setMinWidth(USE_PREF_SIZE);
        var stroke = new Region();
        stroke.getStyleClass().add("flow-stroke");
        HBox.setHgrow(stroke, Priority.ALWAYS);
        var arrow = new FontIcon("mdmz-play_arrow");
        arrow.getStyleClass().add("flow-arrow");
        var drawn = new HBox(stroke, arrow);
        drawn.setAlignment(Pos.CENTER);
        var pane = new StackPane(drawn, label);
        StackPane.setAlignment(label, Pos.TOP_CENTER);
        pane.getStyleClass().add("flow-middle");
        return pane;
    }
}
