package org.kpaas.edge.installer.ui.step.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

final class DeployPageTest {
    @TempDir private Path folder;

    @Test
    void aRunFillsTheGridAndTheLogAndEndsWithASentence() throws Exception {
        Path file = folder.resolve("deploy.log");
        StepWindow window = open(file);
        window.start();
        awaitLines(window);
        window.photograph("deploy");
        FxThread.run(() -> search(window).setText("keadm join"));
        assertThat(FxThread.node(window.root(), "log-hits", Label.class).getText()).contains("1");

        FxThread.run(() -> hosts(window).setValue("cp-edge-2"));

        assertThat(FxThread.get(() -> logList(window).getItems().toString()))
                .contains("cp-edge-2")
                .doesNotContain("changed: [cp-edge-1]");
        FxThread.press(window.root(), "log-save");
        assertThat(Files.readString(file)).contains("changed: [cp-edge-1]");
        window.engine.gate.countDown();
        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.SUCCEEDED);
        assertThat(FxThread.get(() -> window.root().lookup("#succeeded"))).isNotNull();
        window.photograph("deploy-succeeded");
    }

    @Test
    void stoppingAsksFirstAndTellsTheTruth() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.result = Samples.failedBecause(Problem.of("run.stopped", "cp-master"));
        window.start();
        awaitLines(window);

        FxThread.press(window.root(), "stopJob");
        window.photograph("deploy-question");
        FxThread.press(window.root(), "stopJob");
        assertThat(window.engine.cancelled).isEmpty();
        FxThread.press(window.root(), "stop-yes");

        FxThread.await("told", () -> !window.engine.cancelled.isEmpty());
        assertThat(FxThread.get(() -> window.root().lookup("#stopping"))).isNotNull();
        window.photograph("deploy-stopping");
        window.engine.gate.countDown();
        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.FAILED);
    }

    @Test
    void lettingGoOffersToWatchAgain() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.start();
        awaitLines(window);

        FxThread.press(window.root(), "letGo");

        FxThread.await("let go", () -> step(window).state().get() == DeployStep.State.NOT_WATCHING);
        assertThat(window.engine.cancelled).isEmpty();
        window.photograph("deploy-not-watching");
        window.engine.gate = new CountDownLatch(0);
        FxThread.press(window.root(), "watch-again");
        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.SUCCEEDED);
    }

    @Test
    void aFailureIsACardWithTheNextAction() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.events = RunSample.joinFails();
        window.engine.result =
                Samples.failedBecause(
                        Problem.of(
                                "run.task-failed",
                                "cp-edge-2",
                                "keadm join",
                                "timed out waiting for the condition"),
                        RunSample.explanation());
        window.engine.gate.countDown();
        window.start();

        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.FAILED);
        assertThat(FxThread.get(() -> window.root().lookup(".error-card"))).isNotNull();
        assertThat(FxThread.get(() -> window.root().lookup("#cause-CAU-401")))
                .as("told while the run goes on, and at its end")
                .isNotNull();
        window.photograph("deploy-failed");
    }

    @Test
    void aLostLinkAndSilenceAreSaidWhileTheRunGoesOn() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.events = RunSample.lostAndQuiet();
        window.start();

        FxThread.await("banner", () -> window.root().lookup("#link-lost") != null);
        window.photograph("deploy-lost");
        window.engine.gate.countDown();
    }

    @Test
    void aTaskThatIsSilentForTooLongCanBeStoppedFromItsBanner() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.events = RunSample.overdue();
        window.start();

        FxThread.await("banner", () -> window.root().lookup("#overdue") != null);
        assertThat(FxThread.get(() -> window.root().lookup("#edge-looks").getAccessibleText()))
                .contains("cp-edge-1: ", "2 min 10 s")
                .contains("cp-edge-2: ");
        window.photograph("deploy-overdue");
        FxThread.press(window.root(), "overdue-stop");
        assertThat(FxThread.get(() -> window.root().lookup("#stop-question"))).isNotNull();
        assertThat(window.engine.cancelled).isEmpty();
        window.engine.gate.countDown();
    }

    @Test
    void afterAFailureEachNodeSaysHowFarItIsAndTheRestCanBeTriedAgain() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.events = RunSample.joinFails();
        window.engine.result = Samples.failedBecause(Problem.of("run.stopped"));
        window.engine.standings =
                List.of(
                        standing("cp-edge-1", NodeState.JOINED, Lack.META_SERVER),
                        standing("cp-edge-2", NodeState.REMNANT, Lack.NOT_LISTED),
                        standing("cp-edge-3", NodeState.RUNTIME));
        window.engine.gate.countDown();
        window.start();

        FxThread.await("states", () -> window.root().lookup("#node-states") != null);
        assertThat(FxThread.get(() -> window.root().lookup("#node-states").getAccessibleText()))
                .contains("metaServer", "cp-edge-2: ", "EDG-15): cp-edge-2", ": cp-edge-3.");
        assertThat(FxThread.get(() -> window.root().lookup("#retry"))).isNotNull();
        window.photograph("deploy-states");
    }

    @Test
    void theRunOfAnotherEngineerCanBeWatchedInstead() throws Exception {
        StepWindow window = open(folder.resolve("deploy.log"));
        window.engine.gate.countDown();
        window.engine.problem =
                Optional.of(
                        new ProblemException(
                                Problem.of(
                                        "run.already-running",
                                        "0badc0de1234",
                                        "kim@10.0.0.9",
                                        "2026-11-25 09:00",
                                        "4711")));
        window.start();

        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.FAILED);
        window.engine.problem = Optional.empty();
        FxThread.run(() -> step(window).attachNow("0badc0de1234"));
        FxThread.await("end", () -> step(window).state().get() == DeployStep.State.SUCCEEDED);
        assertThat(window.engine.calls).contains("attach 0badc0de1234");
    }

    private static NodeStanding standing(String name, NodeState state, Lack... lacks) {
        return new NodeStanding(name, "10.77.0.21", true, state, List.of(lacks), Optional.empty());
    }

    private static StepWindow open(Path file) {
        StepWindow window =
                StepWindow.at("deploy", Background.onVirtualThreads(Platform::runLater), file);
        window.engine.gate = new CountDownLatch(1);
        window.engine.events = RunSample.halfWay();
        FxThread.run(() -> window.context.plan().set(Optional.of(Samples.plan())));
        return window;
    }

    private static void awaitLines(StepWindow window) {
        long wanted = window.engine.events.stream().filter(Event.Line.class::isInstance).count();
        FxThread.await("lines", () -> step(window).run().get().log().all().size() == (int) wanted);
    }

    private static DeployStep step(StepWindow window) {
        return window.step(DeployStep.class);
    }

    private static TextField search(StepWindow window) {
        return (TextField) window.root().lookup("#log-search");
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> hosts(StepWindow window) {
        return (ComboBox<String>) window.root().lookup("#log-host");
    }

    private static ListView<?> logList(StepWindow window) {
        return (ListView<?>) window.root().lookup("#log-lines");
    }
}
