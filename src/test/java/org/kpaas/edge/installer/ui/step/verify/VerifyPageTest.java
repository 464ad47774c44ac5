package org.kpaas.edge.installer.ui.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.nio.file.Path;

final class VerifyPageTest {
    @TempDir private Path folder;

    @Test
    void oneSentenceSaysHowItStandsAndTheTablesFollowEveryChange() {
        StepWindow window = StepWindow.at("verify", folder.resolve("report.html"));
        window.start();
        assertThat(sentence(window)).startsWith("Healthy: 3 of 3");
        TableView<?> nodes = FxThread.node(window.root(), "nodes", TableView.class);
        assertThat(FxThread.get(() -> nodes.getItems().size())).isEqualTo(5);
        window.photograph("verify");

        FxThread.run(() -> window.engine.onChange.accept(Samples.unhealthy()));

        assertThat(sentence(window)).startsWith("Needs action");
        window.photograph("verify-unhealthy");
    }

    @Test
    void aStaleViewSaysSoAndKeepsTheLastState() {
        StepWindow window = StepWindow.at("verify", folder.resolve("report.html"));
        window.start();

        FxThread.run(
                () ->
                        window.engine.trouble.accept(
                                new ProblemException(
                                        Problem.of("remote.lost", "10.77.0.10", "", ""))));

        assertThat(FxThread.node(window.root(), "freshness", Label.class).getText())
                .contains("Not up to date");
        assertThat(sentence(window)).startsWith("Healthy: 3 of 3");
        window.photograph("verify-stale");
    }

    @Test
    void aReservedNameIsRefusedWhileItIsTyped() {
        StepWindow window = StepWindow.at("verify", folder.resolve("report.html"));
        window.start();
        TextField name = FxThread.node(window.root(), "name-try", TextField.class);

        FxThread.run(() -> name.setText("kube-mine"));

        assertThat(FxThread.node(window.root(), "name-verdict", Label.class).getText())
                .contains("kube");
    }

    private static String sentence(StepWindow window) {
        return FxThread.node(window.root(), "sentence", Label.class).getText();
    }
}
