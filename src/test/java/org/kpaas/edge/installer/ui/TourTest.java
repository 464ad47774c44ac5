package org.kpaas.edge.installer.ui;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.home.HomeData;
import org.kpaas.edge.installer.ui.theme.Theme;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Walks through every screen on the practice site and writes pictures of it to `target/tour/`: Korean and English, light
/// and dark, at the default and the smallest size. Run it with `mvn -q verify -Ptour`, one walk of it with
/// `-Dtest=TourTest#reset`.
@Tag("tour")
class TourTest {
    private static final Path FOLDER = Path.of("target", "tour");
    private static final int[][] SIZES = {{1200, 800}, {960, 640}};

    @TempDir private Path home;
    private String walk = "";
    private int station;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @Test
    void deployment() {
        walk = "deploy";
        Engineer engineer = Engineer.atHome(home, 40, Texts.KOREAN);
        shoot(engineer, "home-new");
        engineer.press("home-deploy");
        shoot(engineer, "new-site");
        engineer.press("connect");
        shoot(engineer, "faulty-form");
        engineer.press("home");
        engineer.press("home-practice");
        shoot(engineer, "practice");
        engineer.press("start");
        engineer.awaitShown("#connect");
        shoot(engineer, "control-plane");
        engineer.press("connect");
        engineer.awaitShown("#question-accept");
        shoot(engineer, "host-key");
        engineer.press("question-accept");
        engineer.awaitShown("#found");
        shoot(engineer, "connected");
        engineer.press("next");
        shoot(engineer, "cloudcore");
        engineer.press("next");
        engineer.press("askAll");
        FxThread.await(
                "the nodes' answers", () -> engineer.root().lookupAll(".tone-good").size() >= 2);
        shoot(engineer, "nodes");
        engineer.press("next");
        shoot(engineer, "firewall");
        engineer.press("probe");
        engineer.awaitWords("ways are blocked");
        engineer.press("ways");
        shoot(engineer, "firewall-attempts");
        engineer.press("next");
        engineer.awaitEnabled("next");
        shoot(engineer, "checks");
        engineer.press("next");
        engineer.awaitEnabled("next");
        shoot(engineer, "review");
        engineer.press("next");
        engineer.awaitShown("#headline");
        FxThread.await(
                "a stage that is done",
                () -> engineer.root().lookupAll(".run-grid .tone-good").size() >= 2);
        shoot(engineer, "deploying");
        engineer.awaitEnabled("next");
        shoot(engineer, "deployed");
        engineer.press("next");
        engineer.awaitEnabled("next");
        shoot(engineer, "verified");
        engineer.leave();
    }

    /// What the screens look like when something is wrong.
    @Test
    void troubles() {
        walk = "trouble";
        Engineer engineer = Engineer.atHome(home, 40, Texts.KOREAN);
        engineer.press("home-practice");
        engineer.tick("fault-" + Fault.WRONG_ARCHITECTURE.key());
        engineer.tick("fault-" + Fault.PORT_10000_BLOCKED.key());
        engineer.tick("fault-" + Fault.PI_WITHOUT_MEMORY_CGROUP.key());
        engineer.press("start");
        engineer.connect();
        engineer.press("next");
        engineer.press("byLoadBalancer");
        shoot(engineer, "cloudcore-load-balancer");
        engineer.press("byInterface");
        for (int step = 0; step < 3; step++) {
            engineer.press("next");
        }
        engineer.awaitShown("#summary");
        engineer.awaitWords("EDG-01");
        shoot(engineer, "checks-failed");
        engineer.press("repairAll");
        engineer.awaitShown("#repair");
        shoot(engineer, "repairs");
        engineer.press("home");
        engineer.press("home-practice");
        engineer.tick("fault-" + Fault.WRONG_ARCHITECTURE.key());
        engineer.tick("fault-" + Fault.PORT_10000_BLOCKED.key());
        engineer.tick("fault-" + Fault.NO_CHECKOUT.key());
        engineer.press("start");
        engineer.press("connect");
        engineer.press("question-refuse");
        engineer.awaitShown(".error-card");
        shoot(engineer, "host-key-refused");
        engineer.press("connect");
        engineer.press("question-accept");
        engineer.awaitShown("#found");
        shoot(engineer, "no-checkout");
        engineer.leave();
    }

    /// The home page of somebody who has worked with it: sites in each state, and what goes on.
    @Test
    void home() {
        walk = "home";
        Site site = SampleSite.site();
        Instant at = Instant.parse("2026-11-23T09:00:00Z");
        var recent = new ArrayList<HomeData.Recent>();
        for (SiteStore.Kind kind : SiteStore.Kind.values()) {
            var state = new SiteStore.LastState(kind, at, Optional.empty());
            recent.add(new HomeData.Recent(site, at, Optional.of(state)));
        }
        var running =
                Arrays.stream(HomeData.Work.values())
                        .map(
                                work ->
                                        new HomeData.RunningRun(
                                                work, site, "0a1b2c", Duration.ofMinutes(12)))
                        .toList();
        Engineer engineer = Engineer.atHome(home, 40, Texts.KOREAN, new HomeData(recent, running));
        engineer.awaitShown("#attach-0a1b2c");
        shoot(engineer, "home");
        shoot(engineer, "recent", 1);
        engineer.press("reset-plant-7");
        engineer.awaitShown("#connect");
        shoot(engineer, "reset-of-a-known-site");
        engineer.leave();
    }

    /// One node of the site has joined, another one is switched off: there is something of everything to see.
    @Test
    void reset() {
        walk = "reset";
        Engineer engineer = Engineer.atHome(home, 40, Texts.KOREAN);
        engineer.press("home-practice");
        engineer.tick("fault-" + Fault.ALREADY_JOINED.key());
        engineer.tick("fault-" + Fault.STALE_LABEL.key());
        engineer.tick("fault-" + Fault.UNREACHABLE_EDGE.key());
        engineer.press("start");
        engineer.connect();
        shoot(engineer, "connected");
        engineer.press("toReset");
        engineer.awaitShown("#verdict");
        shoot(engineer, "review");
        engineer.press("scope-node");
        shoot(engineer, "one-node", 0.5);
        engineer.press("scope-residue");
        engineer.awaitShown("#items");
        shoot(engineer, "items", 0.5);
        engineer.press("scope-whole");
        shoot(engineer, "plan", 1);
        engineer.type("typed", "practice");
        engineer.press("next");
        engineer.awaitShown("#running");
        FxThread.await(
                "a host that is done",
                () -> engineer.root().lookupAll("#events .tone-good").size() >= 4);
        shoot(engineer, "running");
        engineer.awaitEnabled("next");
        shoot(engineer, "proof");
        engineer.press("home");
        engineer.press("home-practice");
        engineer.tick("fault-" + Fault.STALE_LABEL.key());
        engineer.tick("fault-" + Fault.UNREACHABLE_EDGE.key());
        engineer.tick("fault-" + Fault.KUBECONFIG_ON_EDGE.key());
        engineer.press("start");
        engineer.connect();
        engineer.press("toReset");
        engineer.awaitShown("#plan .error-card");
        shoot(engineer, "blocked", 0.5);
        engineer.leave();
    }

    private void shoot(Engineer engineer, String name) {
        shoot(engineer, name, 0);
    }

    /// @param place how far the page is scrolled, 0 to 1
    private void shoot(Engineer engineer, String name, double place) {
        station++;
        for (Locale language : List.of(Texts.KOREAN, Texts.ENGLISH)) {
            FxThread.run(() -> engineer.window().language().choose(language));
            for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                FxThread.run(() -> engineer.window().look().theme().set(theme));
                for (int[] size : SIZES) {
                    String file =
                            "%s-%02d-%s-%s-%s-%dx%d.png"
                                    .formatted(
                                            walk,
                                            station,
                                            name,
                                            language.getLanguage(),
                                            theme.id(),
                                            size[0],
                                            size[1]);
                    FxThread.run(() -> engineer.scroll(place));
                    FxThread.run(
                            () ->
                                    Picture.write(
                                            engineer.root(),
                                            size[0],
                                            size[1],
                                            FOLDER.resolve(file)));
                }
            }
        }
    }
}
