package org.kpaas.edge.installer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.home.HomeData;
import org.kpaas.edge.installer.ui.home.PracticeStarter;
import org.kpaas.edge.installer.ui.part.FilePicker;
import org.kpaas.edge.installer.ui.theme.Theme;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

class WindowTest {
    @TempDir private Path home;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(Locale.US);
    }

    @Test
    void theLanguageChangesWithoutARestart() {
        InstallerWindow window = open();
        FxThread.run(() -> window.language().choose(Texts.KOREAN));
        FxThread.await("the page", () -> window.root().lookup(".home-title") != null);
        assertThat(FxThread.get(() -> label(window, ".home-title"))).contains("무엇을");
        FxThread.run(() -> window.language().choose(Texts.ENGLISH));
        FxThread.await("the page", () -> window.root().lookup(".home-title") != null);
        assertThat(FxThread.get(() -> label(window, ".home-title"))).contains("What would you");
    }

    @Test
    void theThemeChangesWithoutARestart() {
        InstallerWindow window = open();
        FxThread.run(() -> window.look().theme().set(Theme.DARK));
        double dark = FxThread.get(() -> brightness(window));
        FxThread.run(() -> window.look().theme().set(Theme.LIGHT));
        double light = FxThread.get(() -> brightness(window));
        assertThat(dark).isLessThan(0.2);
        assertThat(light).isGreaterThan(0.8);
    }

    @Test
    void whatWasTypedSurvivesAChangeOfTheLanguage() {
        InstallerWindow window = open();
        FxThread.run(() -> window.root().layout());
        FxThread.await("the cards", () -> window.root().lookup("#home-deploy") != null);
        FxThread.press(window.root(), "home-deploy");
        FxThread.await("the form", () -> window.root().lookup("#address-input") != null);
        var address = FxThread.node(window.root(), "address-input", TextInputControl.class);
        FxThread.run(() -> address.setText("10.0.0.5"));
        FxThread.run(() -> window.language().choose(Texts.KOREAN));
        FxThread.await("the form", () -> window.root().lookup("#address-input") != null);
        assertThat(
                        FxThread.get(
                                () ->
                                        ((TextInputControl) window.root().lookup("#address-input"))
                                                .getText()))
                .isEqualTo("10.0.0.5");
    }

    /// Of the window's background, 0 for black.
    private static double brightness(InstallerWindow window) {
        window.root().applyCss();
        var fill =
                (Color)
                        ((javafx.scene.layout.Region) window.root())
                                .getBackground()
                                .getFills()
                                .getLast()
                                .getFill();
        return fill.getBrightness();
    }

    private static String label(InstallerWindow window, String selector) {
        return ((Label) Objects.requireNonNull(window.root().lookup(selector))).getText();
    }

    private InstallerWindow open() {
        return FxThread.get(
                () -> {
                    var window = new InstallerWindow(new Stage(), services(), Texts.ENGLISH);
                    window.show();
                    return window;
                });
    }

    private UiServices services() {
        var installer =
                new Installer(
                        (secrets, keys) -> {
                            throw new IllegalStateException("no network in this test");
                        },
                        host -> {
                            throw new IllegalStateException("no network in this test");
                        },
                        Clock.systemUTC(),
                        home);
        return new UiServices(installer, new NoPractice(), new NoFiles(), () -> HomeData.NOTHING);
    }

    private static final class NoPractice implements PracticeStarter {
        @Override
        public List<String> faults() {
            return List.of();
        }

        @Override
        public Practice start(Set<String> faults) throws ProblemException {
            throw new ProblemException(Problem.of("internal", "no practice"));
        }
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
