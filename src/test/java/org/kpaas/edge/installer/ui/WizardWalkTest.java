package org.kpaas.edge.installer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.home.HomeData;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From the home page to the verified end on the practice site, over real sockets.
class WizardWalkTest {
    private static final double SPEED = 200;

    @TempDir private Path home;
    private Optional<Engineer> engineer = Optional.empty();

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @AfterEach
    void leave() {
        engineer.ifPresent(Engineer::leave);
        Locale.setDefault(Locale.US);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void aNewcomerGetsFromHomeToAVerifiedDeployment(String language) throws Exception {
        Locale locale = Locale.forLanguageTag(language);
        Texts texts = Texts.of(locale);
        Engineer at = open(locale);
        at.connectToPractice();
        assertThat(at.words()).contains(texts.get("frame.simulated")).contains("v1.6.0");
        for (String step : new String[] {"cloudcore", "nodes", "firewall", "checks", "review"}) {
            at.awaitEnabled("next");
            at.press("next");
            at.awaitWords(texts.get("step." + step + ".title"));
            assertThat(at.unnamedControls()).as(step).isEmpty();
        }
        at.awaitEnabled("next");
        at.press("next");
        assertThat(at.words()).contains(texts.get("step.deploy.title"));
        at.awaitEnabled("next");
        at.press("next");
        at.awaitEnabled("next");
        at.awaitShown("#verdictCard.good-card");
        assertThat(at.unnamedControls()).as("verify").isEmpty();
        at.awaitWords("cp-edge-1", "cp-edge-2", "v1.24.17-kubeedge-v1.14.4");
        readTheLogOfAnEdge(at);
        try (var files = Files.walk(home)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .as("a practice site leaves nothing among the real ones")
                    .isEmpty();
        }
    }

    /// It comes over SSH from the host itself, is searched, and leaves nothing when it is closed.
    private static void readTheLogOfAnEdge(Engineer at) {
        FxThread.run(
                () -> {
                    var nodes = (TableView<?>) at.root().lookup("#nodes");
                    nodes.getSelectionModel().selectLast();
                });
        at.press("nodeLog");
        at.awaitShown("#log-box");
        FxThread.await("a line of EdgeCore", () -> line(at, "websocket connect"));
        assertThat(at.unnamedControls()).as("log").isEmpty();
        TextField search = FxThread.node(at.root(), "log-search", TextField.class);
        FxThread.run(() -> search.setText("WEBSOCKET"));
        Label hits = FxThread.node(at.root(), "log-hits", Label.class);
        FxThread.await("a hit", () -> hits.getText().contains("1"));
        FxThread.run(
                () ->
                        ((ComboBox<?>) at.root().lookup("#log-unit"))
                                .getSelectionModel()
                                .select(LogSource.UNITS.indexOf("crio")));
        FxThread.await("a line of CRI-O", () -> line(at, "Starting CRI-O"));
        at.press("log-close");
        FxThread.await("no log", () -> at.root().lookup("#log-lines") == null);
    }

    private static boolean line(Engineer at, String words) {
        return at.root().lookup("#log-lines") instanceof ListView<?> lines
                && lines.getItems().stream().anyMatch(line -> line.toString().contains(words));
    }

    @Test
    void threeFaultsAreToldBeforeAnythingIsChanged() {
        Engineer at = open(Texts.KOREAN);
        Texts texts = Texts.of(Texts.KOREAN);
        at.press("home-practice");
        at.tick("fault-" + Fault.WRONG_ARCHITECTURE.key());
        at.tick("fault-" + Fault.PI_WITHOUT_MEMORY_CGROUP.key());
        at.tick("fault-" + Fault.PORT_10000_BLOCKED.key());
        at.press("start");
        at.connect();
        for (int step = 0; step < 4; step++) {
            at.awaitEnabled("next");
            at.press("next");
        }
        at.awaitShown("#summary");
        at.awaitWords(
                texts.get("check.EDG-01.title"),
                texts.get("check.EDG-06.title"),
                texts.get("check.PORT-10000.title"));
        assertThat(FxThread.node(at.root(), "next", Button.class).isDisabled()).isTrue();
        assertThat(FxThread.node(at.root(), "step-review", Button.class).isDisabled()).isTrue();
    }

    @Test
    void aFindingIsRepairedOnThePageAndItsCheckAskedAgain() {
        Engineer at = open(Texts.ENGLISH);
        Texts texts = Texts.of(Texts.ENGLISH);
        at.press("home-practice");
        at.tick("fault-" + Fault.DOUBLED_BROKER_LINES.key());
        at.press("start");
        at.connect();
        for (int step = 0; step < 4; step++) {
            at.awaitEnabled("next");
            at.press("next");
        }
        at.awaitShown("#summary");
        at.awaitWords(texts.get("check.EDG-19.title"));
        at.press("repairThis");
        at.awaitWords("/etc/mosquitto");
        at.press("repair");
        at.awaitWords(
                texts.get("step.repair.now", texts.get("step.checks.state.passed")),
                texts.get("step.repair.undo"));
        at.press("backToChecks");
        at.awaitEnabled("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void aNewcomerResetsThePracticeSiteAndSeesThatNothingIsLeft(String language) {
        Locale locale = Locale.forLanguageTag(language);
        Texts texts = Texts.of(locale);
        Engineer at = open(locale);
        at.press("home-practice");
        at.tick("fault-" + Fault.ALREADY_JOINED.key());
        at.press("start");
        at.awaitShown("#connect");
        assertThat(at.isShown("#toReset")).as("before there is a connection").isFalse();
        at.connect();
        at.press("toReset");
        at.awaitWords(
                texts.get("step.reset.title"),
                texts.get("trace.edgecore.title"),
                texts.get("phase.reset-edges.title"));
        assertThat(at.isShown("#toReset")).as("in a reset").isFalse();
        assertThat(at.unnamedControls()).as("review").isEmpty();
        at.type("typed", "practice");
        at.press("next");
        at.awaitEnabled("next");
        at.awaitWords(texts.get("residue.verdict.clean", "0", "1", "0"));
        assertThat(at.unnamedControls()).as("proof").isEmpty();
        at.press("next");
        at.awaitShown("#home-reset");
    }

    @Test
    void aResetThatGoesOnIsFoundOnTheHomePage() {
        var going =
                new HomeData.RunningRun(
                        HomeData.Work.RESET, SampleSite.site(), "0a1b2c", Duration.ofMinutes(3));
        Engineer at =
                Engineer.atHome(
                        home, SPEED, Texts.ENGLISH, new HomeData(List.of(), List.of(going)));
        engineer = Optional.of(at);
        at.awaitWords("A reset of plant-7 has been running for 3 min.");
        at.press("attach-0a1b2c");
        at.awaitWords("plant-7", "Run and proof", "Watch the running reset");
    }

    @Test
    void whatIsLeftIsRemovedItemByItem() {
        Engineer at = open(Texts.ENGLISH);
        at.press("home-practice");
        at.tick("fault-" + Fault.ALREADY_JOINED.key());
        at.tick("fault-" + Fault.STALE_LABEL.key());
        at.press("start");
        at.connect();
        at.press("toReset");
        at.press("scope-residue");
        at.tick("item-cp-edge-1-kubeedge");
        at.awaitWords("label cloudcore on nodes", "No copy: a deployment makes it anew.");
        assertThat(at.unnamedControls()).as("items").isEmpty();
        at.tick("item-cp-master-cloudcore-labels");
        at.awaitWords("Nothing was chosen.");
        assertThat(at.isShown("#consent")).isFalse();
        at.tick("item-cp-master-cloudcore-labels");
        at.type("typed", "practice");
        at.press("next");
        at.awaitEnabled("next");
        at.awaitWords("Service edgecore", "Left");
        at.press("rest");
        at.awaitShown("#item-cp-edge-1-kubeedge");
        at.type("typed", "practice");
        at.press("next");
        at.awaitWords("Nothing is left. Kept by decision: 1.");
    }

    private Engineer open(Locale locale) {
        Engineer opened = Engineer.atHome(home, SPEED, locale);
        engineer = Optional.of(opened);
        return opened;
    }
}
