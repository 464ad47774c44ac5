package org.kpaas.edge.installer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.stage.Stage;

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
import java.util.Optional;
import java.util.Set;

class WindowTest {
    @TempDir private Path home;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @Test
    void theLanguageChangesWithoutARestart() {
        InstallerWindow window = open();
        FxThread.run(() -> window.language().choose(Texts.KOREAN));
        assertThat(FxThread.get(() -> label(window, ".home-title"))).contains("무엇을");
        FxThread.run(() -> window.language().choose(Texts.ENGLISH));
        assertThat(FxThread.get(() -> label(window, ".home-title"))).contains("What would you");
        FxThread.run(() -> window.look().theme().set(Theme.DARK));
        FxThread.run(
                () -> Picture.write(window.root(), 1200, 800, Path.of("target/look/home.png")));
        FxThread.press(window.root(), "home-deploy");
        FxThread.run(() -> window.look().theme().set(Theme.LIGHT));
        FxThread.run(() -> Picture.write(window.root(), 1200, 800, Path.of("target/look/cp.png")));
        FxThread.press(window.root(), "connect");
        FxThread.run(() -> Picture.write(window.root(), 960, 640, Path.of("target/look/cp2.png")));
    }

    private static String label(InstallerWindow window, String selector) {
        return ((Label) window.root().lookup(selector)).getText();
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
