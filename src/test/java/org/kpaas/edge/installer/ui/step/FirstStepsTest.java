package org.kpaas.edge.installer.ui.step;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.part.FilePicker;
import org.kpaas.edge.installer.ui.step.cloudcore.CloudCoreController;
import org.kpaas.edge.installer.ui.step.cloudcore.CloudCoreStep;
import org.kpaas.edge.installer.ui.step.controlplane.Connector;
import org.kpaas.edge.installer.ui.step.controlplane.ControlPlaneController;
import org.kpaas.edge.installer.ui.step.controlplane.ControlPlaneStep;
import org.kpaas.edge.installer.ui.step.firewall.FirewallController;
import org.kpaas.edge.installer.ui.step.firewall.FirewallStep;
import org.kpaas.edge.installer.ui.step.firewall.ProbeRun;
import org.kpaas.edge.installer.ui.step.nodes.NodesController;
import org.kpaas.edge.installer.ui.step.nodes.NodesStep;
import org.kpaas.edge.installer.ui.theme.Look;
import org.kpaas.edge.installer.ui.wizard.ConnectionLine;
import org.kpaas.edge.installer.ui.wizard.Questions;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardFrame;
import org.kpaas.edge.installer.ui.wizard.WizardModel;
import org.kpaas.edge.installer.ui.wizard.WizardPage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Clicks through the first four steps with a site that answers from memory.
class FirstStepsTest {
    @TempDir private Path folder;

    private final SimpleObjectProperty<Texts> texts =
            new SimpleObjectProperty<>(Texts.of(Texts.ENGLISH));
    private final WizardContext context = new WizardContext(texts);
    private final FakeEngine engine = new FakeEngine();
    private final Background background = Background.onVirtualThreads(Platform::runLater);
    private final Questions questions = new Questions(Platform::runLater);
    private final CloudCoreStep cloudCore = new CloudCoreStep(context);
    private final FirewallStep firewall = new FirewallStep(context, background, session -> engine);
    private final NodesStep nodes =
            new NodesStep(context, node -> SampleSite.raspberryPi("edge-pi"), background);
    private Parent root = new javafx.scene.Group();

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
        FxThread.run(Look::new);
    }

    @Test
    void fromTheHostKeyQuestionToTheFirewallSheet() throws Exception {
        open(
                site -> {
                    if (!questions.accept("10.0.0.5", "ssh-ed25519", "SHA256:abcdef")) {
                        throw new ProblemException(
                                Problem.of("remote.host-key-not-accepted", "10.0.0.5", "x", ""));
                    }
                    return connected(site);
                });
        type("address-input", "10.0.0.5");
        FxThread.press(root, "connect");
        FxThread.await("the host key question", () -> root.lookup("#question-accept") != null);
        FxThread.press(root, "question-accept");
        FxThread.await("the connection", () -> root.lookup("#found") != null);
        FxThread.press(root, "next");

        type("publicVip-input", "203.0.113.10");
        type("privateVip-input", "10.0.0.100");
        FxThread.run(() -> cloudCore.exposure().set(Exposure.LOAD_BALANCER));
        FxThread.press(root, "next");
        assertThat(context.site().get().orElseThrow().cloudCore().orElseThrow().privateVip().text())
                .isEqualTo("203.0.113.10");

        FxThread.press(root, "add");
        FxThread.run(() -> nodes.rows().getFirst().address().text().set("10.0.0.21"));
        FxThread.press(root, "askAll");
        FxThread.await(
                "the answer",
                () -> nodes.rows().getFirst().hostName().text().get().equals("edge-pi"));
        FxThread.run(() -> nodes.addList("edge-2,10.0.0.22\nedge-3,10.0.0.23"));
        FxThread.run(() -> nodes.duplicate(nodes.rows().getFirst()));
        assertThat(FxThread.node(root, "next", Button.class).isDisabled()).isTrue();
        FxThread.run(() -> nodes.remove(nodes.rows().getFirst()));
        FxThread.press(root, "next");

        assertThat(FxThread.node(root, "next", Button.class).getText()).isEqualTo("Check 3 nodes");
        tryWaysAndAddARow();
        FxThread.run(() -> firewall.rows().getFirst().enabled().set(false));
        assertThat(FxThread.node(root, "next", Button.class).isDisabled()).isTrue();
        FxThread.run(() -> cloudCore.exposure().set(Exposure.INTERFACE));
        FxThread.run(() -> firewall.rows().getFirst().reason().set("opened elsewhere"));
        assertThat(FxThread.get(() -> firewall.export(Export.CSV)))
                .contains("opened elsewhere")
                .contains("10.0.0.21");
        FxThread.run(() -> export(firewall.export(Export.UFW)));
        assertThat(Files.readString(folder.resolve("sheet")))
                .contains("ufw allow proto tcp from 10.0.0.21");
    }

    private void tryWaysAndAddARow() {
        Subject edge = context.site().get().orElseThrow().edgeSubjects().getFirst();
        engine.reach =
                List.of(
                        Reach.cloudCore(
                                edge, "203.0.113.10:10000", 10_000, Reach.Result.FILTERED, ""));
        FxThread.press(root, "probe");
        FxThread.await(
                "the attempts",
                () -> firewall.probe().state().get() instanceof ProbeRun.State.Done);
        assertThat(FxThread.node(root, "probeText", Label.class).getText())
                .isEqualTo("1 of 1 ways are blocked, 0 are open that must be closed.");
        FxThread.press(root, "ways");
        assertThat(FxThread.node(root, "ways-table", TableView.class).getItems()).hasSize(1);
        FxThread.press(root, "edge");
        type("ownPort-input", "8080-8090");
        type("ownSources-input", "10.7.0.0/16");
        type("ownPurpose-input", "web of the plant");
        FxThread.press(root, "addRow");
        assertThat(FxThread.get(() -> firewall.export(Export.NFTABLES)))
                .contains("ip saddr 10.7.0.0/16 tcp dport 8080-8090 accept");
        assertThat(FxThread.node(root, "remove-edge/tcp/8080-8090", Button.class)).isNotNull();
    }

    @Test
    void aWrongPasswordIsAskedForAgainInThePage() {
        open(
                site -> {
                    Optional<Secret> first =
                            questions.ask(Secrets.Kind.PASSWORD, site.controlPlane(), 1);
                    Optional<Secret> second =
                            questions.ask(Secrets.Kind.PASSWORD, site.controlPlane(), 2);
                    if (first.isEmpty() || second.isEmpty()) {
                        throw new ProblemException(
                                Problem.of(
                                        "remote.not-answered",
                                        site.controlPlane().label(),
                                        "",
                                        ""));
                    }
                    return connected(site);
                });
        type("address-input", "10.0.0.5");
        type("password", "first");
        FxThread.press(root, "connect");
        FxThread.await("the second question", () -> root.lookup("#question-secret") != null);
        FxThread.press(root, "question-cancel");
        FxThread.await("the error card", () -> root.lookup(".error-card") != null);
    }

    @Test
    void aChangedHostKeyIsAHardStop() {
        open(
                site -> {
                    throw new ProblemException(
                            Problem.of(
                                    "remote.host-key-changed",
                                    "10.0.0.5",
                                    "SHA256:new",
                                    "SHA256:old"));
                });
        type("address-input", "10.0.0.5");
        FxThread.press(root, "connect");
        FxThread.await("the error card", () -> root.lookup(".error-card") != null);
        assertThat(FxThread.get(() -> root.lookup(".error-card .accent"))).isNull();
    }

    @Test
    void aFreshFormIsNotRedAndAFieldThatWasLeftIs() {
        open(site -> connected(site));
        assertThat(FxThread.get(() -> shownFaults())).isZero();
        var address = FxThread.node(root, "address-input", TextInputControl.class);
        FxThread.run(address::requestFocus);
        FxThread.run(
                () -> FxThread.node(root, "user-input", TextInputControl.class).requestFocus());
        assertThat(FxThread.get(() -> shownFaults())).isEqualTo(1);
    }

    private long shownFaults() {
        return root.lookupAll(".field-error").stream()
                .filter(node -> node.isVisible() && node instanceof Label)
                .count();
    }

    private Connector.Connected connected(org.kpaas.edge.installer.site.Site site) {
        return new Connector.Connected(session(site), SampleSite.facts());
    }

    private Session session(org.kpaas.edge.installer.site.Site site) {
        var installer =
                new Installer(
                        (secrets, keys) -> new NoRemote(),
                        host -> {
                            throw new IllegalStateException("no network in this test");
                        },
                        Clock.systemUTC(),
                        folder);
        return installer.open(site, questions, questions);
    }

    private void export(String text) {
        try {
            Files.writeString(folder.resolve("sheet"), text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void type(String id, String text) {
        var input = FxThread.node(root, id, TextInputControl.class);
        FxThread.run(() -> input.setText(text));
    }

    private void open(Connector connector) {
        root =
                FxThread.get(
                        () -> {
                            var controlPlane =
                                    new ControlPlaneStep(
                                            context,
                                            connector,
                                            background,
                                            questions,
                                            Optional.empty(),
                                            "step.control-plane.next");
                            List<WizardPage> pages =
                                    List.of(
                                            new WizardPage(
                                                    controlPlane,
                                                    kit ->
                                                            new ControlPlaneController(
                                                                    controlPlane, kit)),
                                            new WizardPage(
                                                    cloudCore,
                                                    kit -> new CloudCoreController(cloudCore, kit)),
                                            new WizardPage(
                                                    nodes, kit -> new NodesController(nodes, kit)),
                                            new WizardPage(
                                                    firewall,
                                                    kit -> new FirewallController(firewall, kit)));
                            var model =
                                    new WizardModel(
                                            pages.stream().map(WizardPage::step).toList(),
                                            () -> {});
                            model.start();
                            var frame =
                                    new WizardFrame(
                                            pages,
                                            new ViewKit(texts.get(), new NoFiles(), model),
                                            questions,
                                            new ConnectionLine(context),
                                            Optional.empty());
                            var stage = new Stage();
                            stage.setScene(new Scene(frame.root(), 1200, 744));
                            stage.show();
                            return frame.root();
                        });
    }

    private static final class NoRemote implements org.kpaas.edge.installer.remote.Remote {
        @Override
        public org.kpaas.edge.installer.remote.Readiness readiness(
                org.kpaas.edge.installer.site.Access access) {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.kpaas.edge.installer.remote.Host host(
                org.kpaas.edge.installer.site.Access access) {
            throw new IllegalStateException("no network in this test");
        }

        @Override
        public void close() {}
    }

    private static final class NoFiles implements FilePicker {
        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String suggestedName) {
            return Optional.empty();
        }
    }
}
