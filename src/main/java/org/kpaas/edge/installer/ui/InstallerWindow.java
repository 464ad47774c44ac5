package org.kpaas.edge.installer.ui;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.home.HomeActions;
import org.kpaas.edge.installer.ui.home.HomeData;
import org.kpaas.edge.installer.ui.home.HomePage;
import org.kpaas.edge.installer.ui.home.PracticePage;
import org.kpaas.edge.installer.ui.home.PracticeStarter.Practice;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.theme.Look;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The window: the top bar, and one screen below it. Everything belongs to the JavaFX thread.
public final class InstallerWindow implements HomeActions {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final int SMALLEST_WIDTH = 960;
    private static final int SMALLEST_HEIGHT = 640;

    private final Stage stage;
    private final UiServices services;
    private final Background background = Background.onVirtualThreads(Platform::runLater);
    private final Language language;
    private final Look look = new Look();
    private final BorderPane root = new BorderPane();
    private final ObservableSet<String> faults = FXCollections.observableSet();
    private Screen screen = new HomeScreen();

    /// @param first the language to begin with
    public InstallerWindow(Stage stage, UiServices services, Locale first) {
        this.stage = stage;
        this.services = services;
        this.language = new Language(first);
    }

    /// Opens the window on the home page.
    public void show() {
        root.getStyleClass().add("window");
        stage.setScene(new Scene(root, WIDTH, HEIGHT));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        for (int size : new int[] {16, 32, 48, 128, 256}) {
            stage.getIcons().add(icon(size));
        }
        stage.setOnHidden(hidden -> screen.close());
        language.texts().addListener((observed, before, now) -> render());
        look.theme().addListener((observed, before, now) -> renderTopBar());
        render();
        stage.show();
    }

    public Language language() {
        return language;
    }

    public Look look() {
        return look;
    }

    /// The whole content of the window, for pictures of it.
    public Parent root() {
        return root;
    }

    @Override
    public void deploy(Optional<Site> site) {
        open(WizardScreen.deploy(shared(), site));
    }

    @Override
    public void addNodes(Optional<Site> site) {
        open(WizardScreen.deploy(shared(), site));
    }

    @Override
    public void verify(Optional<Site> site) {
        open(WizardScreen.verify(shared(), site));
    }

    @Override
    public void reset(Optional<Site> site) {
        open(WizardScreen.reset(shared(), site));
    }

    @Override
    public void attach(HomeData.RunningRun run) {
        open(
                switch (run.work()) {
                    case DEPLOYMENT -> WizardScreen.attach(shared(), run.site(), run.planId());
                    case RESET -> WizardScreen.attachReset(shared(), run.site(), run.planId());
                });
    }

    @Override
    public void practice(Set<String> chosen) {
        var starting = new StartingScreen();
        open(starting);
        starting.start(chosen);
    }

    private WizardScreen.Shared shared() {
        return new WizardScreen.Shared(
                services.installer(),
                services.files(),
                language.texts(),
                background,
                this::goHome,
                this::renderTopBar,
                this::render);
    }

    private void goHome() {
        open(new HomeScreen());
    }

    private void open(Screen next) {
        screen.close();
        screen = next;
        render();
    }

    private void render() {
        stage.setTitle(language.texts().get().get("frame.product"));
        renderTopBar();
        root.setCenter(screen.view());
    }

    private void renderTopBar() {
        boolean atHome = screen instanceof HomeScreen;
        root.setTop(new TopBar(language, look, screen.site(), atHome, this::goHome));
    }

    private static Image icon(int size) {
        return new Image(
                Objects.requireNonNull(
                                InstallerWindow.class.getResource("icon/icon-" + size + ".png"))
                        .toExternalForm());
    }

    /// The cards, recent sites and running deployments.
    private final class HomeScreen implements Screen {
        private HomeData data = HomeData.NOTHING;
        private boolean read;

        @Override
        public Parent view() {
            if (!read) {
                read = true;
                background.start(services.home()::read, this::arrived, problem -> {}, () -> {});
            }
            return new HomePage(
                            language.texts().get(),
                            data,
                            InstallerWindow.this,
                            () -> open(new PracticeScreen()))
                    .root();
        }

        private void arrived(HomeData found) {
            data = found;
            if (screen == this) {
                render();
            }
        }
    }

    /// Which practice site it shall be.
    private final class PracticeScreen implements Screen {
        @Override
        public Parent view() {
            return new PracticePage(
                            language.texts().get(),
                            services.practice().faults(),
                            faults,
                            InstallerWindow.this,
                            InstallerWindow.this::goHome)
                    .root();
        }
    }

    /// A practice site is starting.
    private final class StartingScreen implements Screen {
        private Optional<Problem> problem = Optional.empty();
        private Optional<Background.Running> running = Optional.empty();

        void start(Set<String> chosen) {
            running =
                    Optional.of(
                            background.start(
                                    () -> services.practice().start(chosen),
                                    this::started,
                                    this::failed,
                                    () -> {}));
        }

        @Override
        public Parent view() {
            return StartingPage.of(
                    language.texts().get(),
                    problem,
                    InstallerWindow.this::goHome,
                    () -> open(new PracticeScreen()));
        }

        @Override
        public void close() {
            running.ifPresent(Background.Running::cancel);
        }

        private void started(Practice practice) {
            if (screen == this) {
                running = Optional.empty();
                open(WizardScreen.practice(shared(), practice));
            } else {
                practice.close();
            }
        }

        private void failed(Problem found) {
            problem = Optional.of(found);
            if (screen == this) {
                render();
            }
        }
    }
}
