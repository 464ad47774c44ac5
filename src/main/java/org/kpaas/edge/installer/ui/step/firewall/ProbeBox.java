package org.kpaas.edge.installer.ui.step.firewall;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.step.Subjects;

import java.util.List;

/// The button that tries every way, what is going on, and what came out in one sentence.
final class ProbeBox extends VBox {
    private static final int GAP = 8;
    private final Texts texts;
    private final FirewallStep step;
    private final Label words = Labels.wrapped("", "strong");
    private final Button button = new Button();
    private final VBox below = new VBox(GAP);
    private final Subscription bound;

    ProbeBox(Texts texts, FirewallStep step) {
        super(GAP);
        this.texts = texts;
        this.step = step;
        getStyleClass().add("card");
        setMinHeight(USE_PREF_SIZE);
        words.setId("probeText");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        button.setId("probe");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> pressed());
        var line = new HBox(12, words, button);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, below);
        bound =
                Subscription.combine(
                        step.probe().state().subscribe(state -> refresh()),
                        step.probe().progress().parts().subscribe(this::refresh),
                        step.complete().subscribe(valid -> refresh()));
    }

    void close() {
        bound.unsubscribe();
    }

    private void pressed() {
        if (step.probe().busy()) {
            step.probe().cancel();
        } else {
            step.tryWays();
        }
    }

    private void refresh() {
        ProbeRun.State state = step.probe().state().get();
        boolean stopping = state instanceof ProbeRun.State.Stopping;
        boolean busy = step.probe().busy();
        button.setText(
                texts.get(
                        stopping
                                ? "step.firewall.stopping"
                                : busy ? "button.cancel" : "step.firewall.probe"));
        button.setDisable(stopping || !busy && !step.complete().get());
        words.setText(sentence(state));
        below.getChildren().setAll(details(state));
        Labels.show(below, !below.getChildren().isEmpty());
    }

    private String sentence(ProbeRun.State state) {
        return switch (state) {
            case ProbeRun.State.Trying t -> texts.get("step.firewall.probing");
            case ProbeRun.State.Stopping s -> texts.get("step.firewall.probing");
            case ProbeRun.State.Stopped s -> texts.get("step.firewall.probe-stopped");
            case ProbeRun.State.Failed f -> texts.get("step.firewall.probe-failed");
            case ProbeRun.State.Idle i -> known();
            case ProbeRun.State.Done d -> known();
        };
    }

    private String known() {
        List<Reach> all = step.attempts().all();
        return all.isEmpty()
                ? texts.get("step.firewall.probe-hint")
                : texts.get(
                        "step.firewall.probed",
                        count(all, RowVerdict.BLOCKED),
                        count(all, RowVerdict.EXPOSED),
                        Integer.toString(all.size()));
    }

    private static String count(List<Reach> all, RowVerdict verdict) {
        return Long.toString(all.stream().filter(it -> RowVerdict.of(it) == verdict).count());
    }

    private List<Node> details(ProbeRun.State state) {
        if (state instanceof ProbeRun.State.Failed(Problem problem)) {
            return List.of(
                    new ErrorCard(texts, texts.get("step.firewall.probing"), problem, List.of()));
        }
        return step.probe().busy() ? List.of(bar(), hosts()) : List.of();
    }

    private ProgressBar bar() {
        var bar = new ProgressBar(step.probe().progress().share().get());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("step.firewall.probing"));
        return bar;
    }

    private FlowPane hosts() {
        var hosts = new FlowPane(16, 4);
        step.probe()
                .progress()
                .parts()
                .forEach(
                        part ->
                                hosts.getChildren()
                                        .add(
                                                new StatusBadge(
                                                        part.seen() ? Tone.GOOD : Tone.BUSY,
                                                        Subjects.name(texts, part.subject()))));
        return hosts;
    }
}
