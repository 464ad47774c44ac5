package org.kpaas.edge.installer.ui.step;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.Picture;
import org.kpaas.edge.installer.ui.part.FilePicker;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.theme.Look;
import org.kpaas.edge.installer.ui.theme.Theme;
import org.kpaas.edge.installer.ui.wizard.ConnectionLine;
import org.kpaas.edge.installer.ui.wizard.Questions;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardFrame;
import org.kpaas.edge.installer.ui.wizard.WizardModel;
import org.kpaas.edge.installer.ui.wizard.WizardPage;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A window with the later steps in the wizard's frame, answered by a [FakeEngine].
public final class StepWindow {
    public final FakeEngine engine = new FakeEngine();
    public final WizardContext context;
    public final WizardModel model;
    private final Language language = new Language(Texts.ENGLISH);
    private final Look look;
    private final BorderPane root = new BorderPane();
    private final List<WizardPage> pages;
    private final ChosenFile files;
    private final Questions questions = new Questions(Runnable::run);
    private WizardFrame frame;

    /// JavaFX thread.
    ///
    /// @param wanted which of the steps the wizard has
    private StepWindow(Predicate<String> wanted, Background background, Path saveTo) {
        context = Samples.connected(language.texts());
        context.facts().set(Optional.of(Samples.facts()));
        files = new ChosenFile(saveTo);
        var clock = Clock.fixed(Samples.NOON.plusSeconds(95), ZoneOffset.UTC);
        pages =
                new LaterSteps(context, background, session -> engine, clock)
                        .deployment().stream()
                                .filter(page -> wanted.test(page.step().id()))
                                .toList();
        model = new WizardModel(pages.stream().map(WizardPage::step).toList(), () -> {});
        look = new Look();
        look.theme().set(Theme.LIGHT);
        frame = newFrame();
        root.getStyleClass().add("window");
        var stage = new Stage();
        stage.setScene(new Scene(root, 960, 640));
        render();
        stage.show();
    }

    /// Opens a window that begins with one step.
    public static StepWindow at(String step, Path saveTo) {
        return at(step, new Background(Runnable::run, Runnable::run), saveTo);
    }

    public static StepWindow at(String step, Background background, Path saveTo) {
        FxThread.start();
        return FxThread.get(() -> new StepWindow(step::equals, background, saveTo));
    }

    public Parent root() {
        return root;
    }

    /// Enters the first step.
    public void start() {
        FxThread.run(model::start);
    }

    public <S extends WizardStep> S step(Class<S> type) {
        return type.cast(model.step());
    }

    public void speak(Locale locale) {
        FxThread.run(
                () -> {
                    language.choose(locale);
                    render();
                });
    }

    /// Writes the screen in both languages, themes and sizes below `target/look/`, when
    /// `-Dlook=true` is given.
    public void photograph(String name) {
        if (!Boolean.getBoolean("look")) {
            return;
        }
        for (Locale locale : List.of(Texts.KOREAN, Texts.ENGLISH)) {
            speak(locale);
            for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                FxThread.run(() -> look.theme().set(theme));
                photograph(name, locale, theme, 960, 640);
                photograph(name, locale, theme, 1200, 800);
            }
        }
        FxThread.run(() -> look.theme().set(Theme.LIGHT));
    }

    /// Writes the screen as it is, without loading it anew.
    public void photographAsItIs(String name) {
        if (Boolean.getBoolean("look")) {
            photograph(name, language.texts().get().locale(), Theme.LIGHT, 960, 640);
        }
    }

    private void photograph(String name, Locale locale, Theme theme, int width, int height) {
        var file =
                Path.of(
                        "target/look",
                        String.join(
                                        "-",
                                        name,
                                        locale.getLanguage(),
                                        theme.id(),
                                        Integer.toString(width))
                                + ".png");
        FxThread.run(() -> Picture.write(root, width, height, file));
        FxThread.run(() -> Picture.write(root, width, height, file));
    }

    private void render() {
        frame.close();
        frame = newFrame();
        var top = new javafx.scene.layout.HBox();
        top.getStyleClass().add("top-bar");
        root.setTop(top);
        root.setCenter(frame.root());
    }

    private WizardFrame newFrame() {
        return new WizardFrame(
                pages,
                new ViewKit(language.texts().get(), files, model),
                questions,
                new ConnectionLine(context),
                Optional.empty());
    }

    private record ChosenFile(Path file) implements FilePicker {
        @Override
        public Optional<Path> open(String title) {
            return Optional.of(file);
        }

        @Override
        public Optional<Path> save(String title, String suggestedName) {
            return Optional.of(file);
        }
    }
}
