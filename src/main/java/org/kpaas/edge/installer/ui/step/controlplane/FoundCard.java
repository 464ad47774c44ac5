package org.kpaas.edge.installer.ui.step.controlplane;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.List;

/// What the first look found, line by line, and the nodes of the cluster.
final class FoundCard extends VBox {
    private final Texts texts;

    FoundCard(Texts texts, SiteFacts facts, Runnable change) {
        this.texts = texts;
        setId("found");
        setSpacing(16);
        getChildren().add(summary(facts, change));
        facts.cluster().ifPresent(cluster -> getChildren().add(nodes(cluster)));
    }

    private VBox summary(SiteFacts facts, Runnable change) {
        var title = new Label(texts.get("step.control-plane.connected"));
        title.getStyleClass().add("card-title");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var edit = new Button(texts.get("button.change-connection"));
        edit.setId("change-connection");
        edit.setOnAction(pressed -> change.run());
        var head = new HBox(8, title, space, edit);
        head.setAlignment(Pos.CENTER_LEFT);
        var lines = new GridPane(16, 12);
        lines.getColumnConstraints().addAll(column(24, false), column(160, false), column(0, true));
        int row = 0;
        for (Finding finding : Finding.of(facts)) {
            var icon = new FontIcon(finding.tone().icon());
            icon.getStyleClass().add(finding.tone().styleClass());
            lines.addRow(
                    row++,
                    icon,
                    label(texts.get("step.control-plane.found." + finding.topic()), "field-label"),
                    label(finding.value().in(texts)));
        }
        var card = new VBox(head, lines);
        card.getStyleClass().add("card");
        return card;
    }

    private VBox nodes(ClusterSnapshot cluster) {
        var grid = new GridPane(24, 8);
        var heads =
                List.of("name", "status", "roles", "version", "address").stream()
                        .map(
                                key ->
                                        label(
                                                texts.get("step.control-plane.node." + key),
                                                "field-label"))
                        .toArray(Label[]::new);
        grid.addRow(0, heads);
        int row = 1;
        for (ClusterSnapshot.Node node : cluster.nodes()) {
            grid.addRow(
                    row++,
                    label(node.name(), "mono"),
                    ready(node),
                    label(node.roles()),
                    label(node.kubeletVersion(), "mono"),
                    label(String.join(", ", node.internalIps()), "mono"));
        }
        var title = new Label(texts.get("step.control-plane.nodes"));
        title.getStyleClass().add("card-title");
        var card = new VBox(title, grid);
        card.getStyleClass().add("card");
        return card;
    }

    private StatusBadge ready(ClusterSnapshot.Node node) {
        return node.isReady()
                ? new StatusBadge(Tone.GOOD, texts.get("step.control-plane.node.ready"))
                : new StatusBadge(Tone.BAD, texts.get("step.control-plane.node.not-ready"));
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private static ColumnConstraints column(double width, boolean grow) {
        var column = new ColumnConstraints();
        if (grow) {
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.LEFT);
        } else {
            column.setMinWidth(width);
        }
        return column;
    }
}
