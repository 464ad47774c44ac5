package org.kpaas.edge.installer.ui.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.part.Scrolling;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    }

    @Test
    void aWrongRowTellsItsCauseAndTheCauseItsEvidence() {
        StepWindow window = StepWindow.at("verify", folder.resolve("report.html"));
        window.engine.verification = Samples.unhealthy();
        window.start();

        Node card = FxThread.get(() -> window.root().lookup("#cause-CAU-501"));
        assertThat(card.getAccessibleText()).contains("EdgeCore does not run on cp-edge-2");
        assertThat(
                        FxThread.get(
                                () ->
                                        window.root().lookupAll(".label").stream()
                                                .filter(Label.class::isInstance)
                                                .map(label -> ((Label) label).getText())
                                                .toList()))
                .filteredOn("Cause: EdgeCore does not run on cp-edge-2. (CAU-501)"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
        TableView<?> nodes = FxThread.node(window.root(), "nodes", TableView.class);
        assertThat(FxThread.get(() -> nodes.getColumns().get(2).getCellData(3)))
                .isEqualTo("CAU-501");
        window.photograph("verify-unhealthy");
    }

    @Test
    void theClusterIsReadWithAChosenKubeconfigAndBackAgain() {
        Path file = folder.resolve("site-a.conf");
        StepWindow window = StepWindow.at("verify", file);
        window.start();

        FxThread.run(FxThread.node(window.root(), "kubeconfig", Hyperlink.class)::fire);
        assertThat(text(window, "source")).contains(file.toString());
        window.photographAsItIs("verify-kubeconfig");
        FxThread.run(FxThread.node(window.root(), "connection", Hyperlink.class)::fire);

        assertThat(text(window, "source")).contains("SSH connection");
        assertThat(window.engine.calls.stream().filter(call -> call.startsWith("verify with")))
                .containsExactly("verify with -", "verify with " + file, "verify with -");
    }

    @Test
    void thePictureSaysOfEachNodeHowItIs() {
        StepWindow window = StepWindow.at("verify", folder.resolve("report.html"));
        window.engine.verification = Samples.unhealthy();
        window.start();

        assertThat(
                        FxThread.get(
                                () ->
                                        window.root().lookupAll(".topology-box").stream()
                                                .map(Node::getAccessibleText)
                                                .toList()))
                .contains("cp-edge-1: Healthy", "cp-edge-2: Unhealthy", "cp-master: Healthy");
        show(window, "topology");
        window.photographAsItIs("verify-topology");
    }

    @Test
    void aWrongRowOpensTheLogOfItsNode() {
        StepWindow window = StepWindow.at("verify", folder.resolve("edge.log"));
        window.engine.verification = Samples.unhealthy();
        window.engine.log =
                List.of(
                        "2026-11-23T06:04:58+0000 cp-edge-2 edgecore[812]: I1123 06:04:58.112031"
                                + "     812 server.go:55] Version: v1.14.4",
                        "2026-11-23T06:04:59+0000 cp-edge-2 edgecore[812]: F1123 06:04:59.000411"
                                + "     812 server.go:104] failed to start the module edged",
                        "2026-11-23T06:04:59+0000 cp-edge-2 systemd[1]: edgecore.service: Failed"
                                + " with result 'exit-code'.");
        window.start();

        FxThread.run(((Button) FxThread.get(() -> window.root().lookup(".row-log")))::fire);

        assertThat(window.engine.calls).contains("log unit edgecore cp-edge-2");
        assertThat(text(window, "log-title")).isEqualTo("Log of cp-edge-2");
        ListView<?> lines = FxThread.node(window.root(), "log-lines", ListView.class);
        assertThat(FxThread.get(() -> lines.getItems().size())).isEqualTo(3);
        show(window, "log-box");
        window.photographAsItIs("verify-log");
        show(window, "verify-rows");
        window.photographAsItIs("verify-rows");

        window.speak(Texts.KOREAN);
        assertThat(text(window, "log-title")).isEqualTo("cp-edge-2의 로그");
        ListView<?> kept = FxThread.node(window.root(), "log-lines", ListView.class);
        assertThat(FxThread.get(() -> kept.getItems().size())).isEqualTo(3);
        show(window, "log-box");
        window.photographAsItIs("verify-log");
        show(window, "verify-rows");
        window.photographAsItIs("verify-rows");

        click(window, "log-close");
        assertThat(FxThread.get(() -> window.root().lookup("#log-lines"))).isNull();
    }

    @Test
    void theLogOfAPodIsReadWhereItRuns() {
        StepWindow window = StepWindow.at("verify", folder.resolve("edge.log"));
        window.engine.verification = Samples.unhealthy();
        window.start();
        TableView<?> pods = FxThread.node(window.root(), "pods", TableView.class);
        assertThat(FxThread.node(window.root(), "podLog", Button.class).isDisabled()).isTrue();

        FxThread.run(() -> pods.getSelectionModel().select(5));
        click(window, "podLog");
        FxThread.run(() -> pods.getSelectionModel().select(0));
        click(window, "podLog");

        assertThat(window.engine.calls)
                .contains(
                        "log edge-pod kubeedge edgemesh-agent-x7k2p cp-edge-2",
                        "log cloud-pod kubeedge cloudcore-7d9c-x2 -");
        FxThread.run(() -> pods.getSelectionModel().select(5));
        show(window, "nodes");
        window.photographAsItIs("verify-tables");
    }

    @Test
    void aLogThatCannotBeReadSaysWhyAndCanBeTriedAgain() {
        StepWindow window = StepWindow.at("verify", folder.resolve("edge.log"));
        window.engine.verification = Samples.unhealthy();
        window.start();
        window.engine.problem =
                Optional.of(
                        new ProblemException(
                                Problem.of("logs.no-tool", "edgecore", "10.77.0.22", "crictl")));
        FxThread.run(((Button) FxThread.get(() -> window.root().lookup(".row-log")))::fire);

        Node card = FxThread.get(() -> window.root().lookup("#log-box .error-card"));
        assertThat(card.getAccessibleText()).contains("cannot show the log of edgecore");
        show(window, "log-box");
        window.photographAsItIs("verify-log-problem");
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

    @Test
    void theNamesOfTheClusterAreToldInATable() {
        StepWindow window = StepWindow.at("verify", folder.resolve("app.yaml"));
        window.start();
        click(window, "name-cluster");

        assertThat(window.engine.calls).contains("names");
        TableView<?> table = FxThread.node(window.root(), "name-table", TableView.class);
        assertThat(FxThread.get(() -> table.getItems().size())).isEqualTo(3);
        assertThat(text(window, "name-result")).contains("3 names must not be used");
        assertThat(text(window, "name-story")).contains("all-teams", "Make it anew");
        show(window, "name-table");
        window.photographAsItIs("verify-names");

        window.speak(Texts.KOREAN);
        assertThat(text(window, "name-result")).contains("이름 214개 중 3개");
        show(window, "name-table");
        window.photographAsItIs("verify-names-ko");
    }

    @Test
    void theNamesOfAFileAreToldWithTheirLines() throws Exception {
        Path file = folder.resolve("app.yaml");
        Files.writeString(file, "kind: Pod\nmetadata:\n  name: nodes\n");
        StepWindow window = StepWindow.at("verify", file);
        window.start();
        click(window, "name-file");
        assertThat(text(window, "name-result")).contains("app.yaml", "One name");

        Files.writeString(file, "kind: Pod\n\tmetadata: 3\n");
        click(window, "name-file");
        assertThat(FxThread.get(() -> window.root().lookup("#name-result"))).isNull();
        assertThat(FxThread.get(() -> window.root().lookup(".error-card")))
                .isNotNull()
                .extracting(Node::getAccessibleText)
                .asString()
                .contains("app.yaml:2 is broken");
        show(window, "name-file");
        window.photographAsItIs("verify-names-broken");
    }

    private static void click(StepWindow window, String button) {
        FxThread.run(FxThread.node(window.root(), button, Button.class)::fire);
    }

    private static String text(StepWindow window, String label) {
        return FxThread.node(window.root(), label, Label.class).getText();
    }

    private static void show(StepWindow window, String id) {
        FxThread.run(
                () -> {
                    window.root().applyCss();
                    window.root().layout();
                    Scrolling.show(window.root().lookup("#" + id));
                });
    }

    private static String sentence(StepWindow window) {
        return FxThread.node(window.root(), "sentence", Label.class).getText();
    }
}
