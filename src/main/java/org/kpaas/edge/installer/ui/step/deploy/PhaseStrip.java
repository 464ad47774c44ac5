package org.kpaas.edge.installer.ui.step.deploy;

import javafx.scene.layout.FlowPane;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Spans;
import org.kpaas.edge.installer.ui.part.StatusBadge;

import java.time.Instant;
import java.util.List;

/// The phases in order, each with its state as icon and word and the time it took.
final class PhaseStrip extends FlowPane {
    private static final int GAP = 8;
    private final Texts texts;

    PhaseStrip(Texts texts) {
        super(GAP, GAP);
        this.texts = texts;
        getStyleClass().add("phase-strip");
        setAccessibleText(texts.get("step.deploy.phases"));
    }

    void show(List<PhaseRow> phases, Instant now) {
        getChildren().setAll(phases.stream().map(row -> chip(row, now)).toList());
    }

    private StatusBadge chip(PhaseRow row, Instant now) {
        String name = texts.get("step.deploy.phase." + row.id());
        String time = row.took(now).map(span -> "  " + Spans.clock(span)).orElse("");
        var chip = new StatusBadge(row.mark().tone(), name + time);
        chip.getStyleClass().addAll("phase-chip", "phase-" + row.mark().id());
        chip.setAccessibleText(
                texts.get("phase." + row.id() + ".title")
                        + ", "
                        + texts.get("step.deploy.mark." + row.mark().id())
                        + time);
        chip.setTooltip(
                new javafx.scene.control.Tooltip(
                        texts.get("phase." + row.id() + ".title")
                                + "\n"
                                + texts.get("step.deploy.mark." + row.mark().id())));
        return chip;
    }
}
