package org.kpaas.edge.installer.ui.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

final class ChecksPageTest {
    @TempDir private Path folder;

    @Test
    void theWorstResultIsOpenAndAWarningCanBeAccepted() {
        StepWindow window = StepWindow.at("checks", folder.resolve("file"));
        window.engine.answers = answers();
        window.start();

        ListView<?> list = FxThread.node(window.root(), "list", ListView.class);
        assertThat(FxThread.get(() -> list.getSelectionModel().getSelectedIndex())).isEqualTo(1);
        window.photograph("checks");

        FxThread.run(() -> list.getSelectionModel().select(indexOf(list, "ANS-01")));
        window.photograph("checks-warning");
        TextArea reason = FxThread.node(window.root(), "acceptReason", TextArea.class);
        FxThread.run(() -> reason.setText("lab site"));
        FxThread.press(window.root(), "accept");

        assertThat(window.context.site().get().map(Site::accepted))
                .contains(
                        List.of(
                                new AcceptedWarning(
                                        "ANS-01",
                                        "control-plane",
                                        "lab site",
                                        AcceptedWarning.State.WARNED)));
        assertThat(FxThread.node(window.root(), "withdraw", javafx.scene.control.Button.class))
                .isNotNull();
    }

    @Test
    void whenNothingNeedsActionThePageSaysSoAndOffersAll() {
        StepWindow window = StepWindow.at("checks", folder.resolve("file"));
        window.start();
        window.photograph("checks-nothing");
        assertThat(FxThread.node(window.root(), "nothingText", Label.class).getText())
                .contains("4");

        ToggleButton all = FxThread.node(window.root(), "everything", ToggleButton.class);
        FxThread.run(all::fire);

        assertThat(FxThread.get(() -> list(window).getItems().size())).isEqualTo(8);
    }

    @Test
    void whileLookingTheHostsAndCancelAreShown() {
        StepWindow window =
                StepWindow.at(
                        "checks",
                        Background.onVirtualThreads(javafx.application.Platform::runLater),
                        folder.resolve("file"));
        window.engine.gate = new CountDownLatch(1);
        window.start();
        ChecksStep step = window.step(ChecksStep.class);
        FxThread.await("first host", () -> step.progress().seen() == 1);
        window.photograph("checks-looking");

        FxThread.press(window.root(), "cancel");

        FxThread.await("stopped", () -> step.state().get() == ChecksStep.State.STOPPED);
        window.speak(Texts.ENGLISH);
        assertThat(FxThread.node(window.root(), "summary", Label.class).getText())
                .contains("Stopped");
    }

    private static ListView<?> list(StepWindow window) {
        return (ListView<?>) window.root().lookup("#list");
    }

    private static int indexOf(ListView<?> list, String id) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof CheckLine.Result result
                    && result.row().answer().id().text().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static List<Answer> answers() {
        Subject control = Samples.site().controlPlaneSubject();
        var answers = new ArrayList<Answer>(Samples.allPassed());
        answers.add(Samples.warned("ANS-01", control, "2.14.18", "2.16"));
        answers.add(Samples.warned("REL-05", control, "", ""));
        answers.add(Samples.failed("EDG-01", Samples.edgeSubject(2), "amd64", "arm64"));
        answers.add(Samples.failed("EDG-06", Samples.edgeSubject(3), "", ""));
        answers.add(
                new Answer(
                        new CheckId("EDG-02"),
                        new CheckResult.NotAsked(Samples.edgeSubject(2), new CheckId("EDG-01"))));
        answers.add(
                new Answer(
                        new CheckId("PORT-10000"),
                        new CheckResult.Unknown(Samples.edgeSubject(1), "tool-missing")));
        return answers;
    }
}
