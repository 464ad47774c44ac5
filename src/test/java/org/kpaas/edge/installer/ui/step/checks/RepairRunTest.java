package org.kpaas.edge.installer.ui.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.fix.Means;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Preview;
import org.kpaas.edge.installer.fix.Previews;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Repairs on the checks page: nothing without consent, a new check afterwards, and undo.
final class RepairRunTest {
    private static final Offer BOOT = offer("EDG-06", 2, true);
    private static final Offer NAME = offer("EDG-04", 3, false);
    @TempDir private Path folder;

    @Test
    void eachChangeIsShownAndOnlyWhatIsAgreedToIsDone() {
        StepWindow window = window();
        window.start();
        FxThread.press(window.root(), "repairAll");
        window.photograph("repairs-offered");
        assertThat(button(window, "repair").getText()).isEqualTo("Do 2 repairs");
        assertThat(window.engine.calls)
                .contains("preview 2")
                .noneMatch(it -> it.startsWith("repair"));

        CheckBox name = FxThread.node(window.root(), "agree-EDG-04-edge-3", CheckBox.class);
        FxThread.run(name::fire);
        FxThread.run(FxThread.node(window.root(), "restart", CheckBox.class)::fire);
        window.engine.outcomes = List.of(new Outcome.Done(BOOT, Optional.of(entry()), true));
        window.engine.answers = Samples.allPassed();
        FxThread.press(window.root(), "repair");

        assertThat(window.engine.calls)
                .containsSubsequence("repair 1 restart", "look", "probe", "check");
        window.photograph("repairs-done");
        FxThread.press(window.root(), "undo-77");
        assertThat(window.engine.calls).containsSubsequence("repair 1 restart", "undo 77", "look");
        FxThread.press(window.root(), "backToChecks");
        assertThat(window.step(ChecksStep.class).repair().state().get())
                .isInstanceOf(RepairRun.State.Idle.class);
    }

    @Test
    void oneResultOffersItsOwnRepairOnly() {
        StepWindow window = window();
        window.start();
        FxThread.press(window.root(), "repairThis");
        assertThat(window.engine.calls).contains("preview 1");
        assertThat(button(window, "repair").getText()).isEqualTo("Do 1 repair");
    }

    @Test
    void aRepairThatFailsIsToldBesideTheOthers() {
        StepWindow window = window();
        window.engine.outcomes =
                List.of(
                        new Outcome.Done(BOOT, Optional.empty(), true),
                        new Outcome.Failed(NAME, Problem.of("fix.no-answer", "edge-3", "")));
        window.start();
        FxThread.press(window.root(), "repairAll");
        FxThread.press(window.root(), "repair");
        assertThat(window.root().lookup(".error-card")).isNotNull();
        assertThat(window.step(ChecksStep.class).repair().state().get())
                .isInstanceOf(RepairRun.State.Repaired.class);
    }

    @Test
    void stoppingWaitsForTheHostsAndChecksAgain() {
        StepWindow window =
                StepWindow.at(
                        "checks",
                        Background.onVirtualThreads(javafx.application.Platform::runLater),
                        folder.resolve("file"));
        prepare(window);
        window.start();
        ChecksStep step = window.step(ChecksStep.class);
        FxThread.await("results", () -> step.state().get() == ChecksStep.State.DONE);
        FxThread.press(window.root(), "repairAll");
        FxThread.await("offers", () -> window.root().lookup("#repair") != null);
        window.engine.gate = new CountDownLatch(1);
        FxThread.press(window.root(), "repair");
        FxThread.await("progress", () -> step.repair().progress().size() == 2);
        window.photograph("repairs-working");
        FxThread.press(window.root(), "stop");
        FxThread.await("a new look", () -> step.state().get() == ChecksStep.State.LOOKING);
        assertThat(step.repair().state().get()).isInstanceOf(RepairRun.State.Idle.class);
        window.engine.gate.countDown();
        FxThread.await("results", () -> step.state().get() == ChecksStep.State.DONE);
    }

    private StepWindow window() {
        StepWindow window = StepWindow.at("checks", folder.resolve("file"));
        prepare(window);
        return window;
    }

    private static void prepare(StepWindow window) {
        window.engine.answers =
                List.of(
                        Samples.failed("EDG-06", Samples.edgeSubject(2), "", ""),
                        Samples.failed("EDG-04", Samples.edgeSubject(3), "pi", "edge-3"));
        window.engine.proposals = List.of(BOOT.proposal(), NAME.proposal());
        window.engine.previews = new Previews(List.of(BOOT, NAME), List.of());
    }

    private static Button button(StepWindow window, String id) {
        return FxThread.node(window.root(), id, Button.class);
    }

    private static Offer offer(String check, int edge, boolean reboot) {
        Subject on = Samples.edgeSubject(edge);
        var proposal =
                new Proposal(
                        new CheckId(check),
                        on,
                        on,
                        new Means.Run("hostname", List.of("edge-3"), List.of("hostnamectl")),
                        true,
                        reboot);
        return new Offer(
                proposal,
                reboot
                        ? new Preview.File(
                                "/boot/firmware/cmdline.txt",
                                Optional.of("console=tty1\n"),
                                "console=tty1 cgroup_enable=memory cgroup_memory=1\n",
                                "0",
                                "0644",
                                false)
                        : new Preview.Commands(List.of("hostnamectl set-hostname edge-3")));
    }

    private static RepairJournal.Entry entry() {
        return new RepairJournal.Entry(
                "77",
                Samples.NOON,
                "site-a",
                "ubuntu@10.0.0.22:22",
                "EDG-06",
                "/boot/firmware/cmdline.txt",
                "0",
                "1",
                "",
                Optional.of(new RepairJournal.Undo("fix-file", List.of("back"), true)));
    }
}
