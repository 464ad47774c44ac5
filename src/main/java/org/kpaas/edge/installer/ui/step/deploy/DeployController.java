package org.kpaas.edge.installer.ui.step.deploy;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.LogPane;
import org.kpaas.edge.installer.ui.part.Refresh;
import org.kpaas.edge.installer.ui.part.Spans;
import org.kpaas.edge.installer.ui.step.SavedText;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Shows the run and forwards what the engineer wants of it.
public final class DeployController implements StepController {
    private final DeployStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final Banners banners;
    private final PhaseStrip strip;
    private final Refresh refresh;
    private final InvalidationListener runChanged = observable -> showRun();
    private final InvalidationListener phasesChanged = observable -> tick();
    private final Timeline ticking;
    private @Nullable Refresh runRefresh;
    private @Nullable RunModel shown;
    private @Nullable LogPane logPane;

    @FXML private VBox bannerSlot;
    @FXML private VBox idle;
    @FXML private VBox content;
    @FXML private Label headline;
    @FXML private Label time;
    @FXML private ProgressBar progress;
    @FXML private Label quiet;
    @FXML private HBox controls;
    @FXML private Button letGo;
    @FXML private Button stopJob;
    @FXML private VBox phaseSlot;
    @FXML private TableView<HostRow> grid;
    @FXML private VBox logSlot;
    @FXML private Label saved;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public DeployController(DeployStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        this.refresh =
                new Refresh(
                        this::refresh,
                        step.state(),
                        step.problem(),
                        step.asking(),
                        step.standings());
        this.banners = new Banners(step, kit);
        this.strip = new PhaseStrip(texts);
        this.ticking = new Timeline(new KeyFrame(Duration.seconds(1), tick -> tick()));
        ticking.setCycleCount(Timeline.INDEFINITE);
    }

    @FXML
    private void initialize() {
        phaseSlot.getChildren().add(strip);
        Labels.show(saved, false);
        step.run().addListener(runChanged);
        showRun();
        ticking.play();
    }

    @Override
    public void close() {
        refresh.close();
        ticking.stop();
        step.run().removeListener(runChanged);
        letGoOfRun();
    }

    @FXML
    private void letGo() {
        step.letGo();
    }

    @FXML
    private void askToStop() {
        step.asking().set(true);
    }

    private void showRun() {
        letGoOfRun();
        RunModel run = step.run().get();
        shown = run;
        runRefresh =
                new Refresh(
                        this::refresh,
                        run.linkLost(),
                        run.quiet(),
                        run.now(),
                        run.looks(),
                        run.overdue(),
                        run.doubts(),
                        run.causes());
        run.phases().addListener(phasesChanged);
        new GridTable(grid, texts).show(run.grid());
        grid.setPrefHeight((Math.min(run.grid().rows().size(), 6) + 1) * GridTable.ROW + 6.0);
        var pane = new LogPane(run.log(), texts, this::saveLog);
        logPane = pane;
        logSlot.getChildren().setAll(pane);
        VBox.setVgrow(pane, javafx.scene.layout.Priority.ALWAYS);
        refresh();
        tick();
    }

    private void letGoOfRun() {
        if (runRefresh != null) {
            runRefresh.close();
        }
        if (shown != null) {
            shown.phases().removeListener(phasesChanged);
        }
        if (logPane != null) {
            logPane.close();
        }
    }

    private void saveLog() {
        String site = step.siteName().isEmpty() ? "site" : step.siteName();
        SavedText.save(
                kit,
                texts.get("part.log.save"),
                site + "-deploy.log",
                String.join("\n", step.run().get().log().all()) + "\n",
                this::tellSaved);
    }

    private void tellSaved(String words) {
        saved.setText(words);
        Labels.show(saved, true);
    }

    private void refresh() {
        DeployStep.State state = step.state().get();
        RunModel run = step.run().get();
        Labels.show(idle, state == DeployStep.State.IDLE);
        Labels.show(content, state != DeployStep.State.IDLE);
        Labels.show(controls, state == DeployStep.State.RUNNING);
        Labels.show(progress, isUnderWay(state));
        List<Node> cards = banners.cards();
        bannerSlot.getChildren().setAll(cards);
        Labels.show(bannerSlot, !cards.isEmpty());
        headline.setText(headlineText(state, run));
        Labels.show(quiet, run.quiet().get().isPresent());
        quiet.setText(
                run.quiet()
                        .get()
                        .map(span -> texts.get("step.deploy.quiet", Spans.clock(span)))
                        .orElse(""));
        tick();
    }

    private String headlineText(DeployStep.State state, RunModel run) {
        return switch (state) {
            case IDLE -> "";
            case RUNNING ->
                    run.now()
                            .get()
                            .map(this::nowText)
                            .orElseGet(() -> texts.get("step.deploy.starting"));
            case LETTING_GO -> texts.get("step.deploy.letting-go");
            case NOT_WATCHING -> texts.get("step.deploy.not-watching.short");
            case STOPPING -> texts.get("step.deploy.stopping.short");
            case SUCCEEDED -> texts.get("step.deploy.succeeded.short");
            case FAILED -> texts.get("step.deploy.failed.short");
        };
    }

    private String nowText(Event.Now now) {
        return texts.get("step.deploy.now", now.task());
    }

    private void tick() {
        RunModel run = step.run().get();
        Instant now = step.clock().instant();
        strip.show(run.phases(), now);
        progress.setProgress(run.share());
        time.setText(timeText(run, now));
    }

    private String timeText(RunModel run, Instant now) {
        if (run.began().equals(Instant.EPOCH)) {
            return "";
        }
        Optional<Event.RunResult> result = step.result().get();
        Instant end = result.map(Event.RunResult::ended).orElse(now);
        Instant begin = result.map(Event.RunResult::started).orElse(run.began());
        String elapsed = Spans.clock(java.time.Duration.between(begin, end));
        if (!isUnderWay(step.state().get())) {
            return elapsed;
        }
        return run.remaining(now)
                .map(left -> texts.get("step.deploy.time", elapsed, Spans.rough(texts, left)))
                .orElse(elapsed);
    }

    private static boolean isUnderWay(DeployStep.State state) {
        return switch (state) {
            case RUNNING, STOPPING, LETTING_GO -> true;
            case IDLE, NOT_WATCHING, SUCCEEDED, FAILED -> false;
        };
    }
}
