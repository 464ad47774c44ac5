package org.kpaas.edge.installer.ui;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.ui.home.HomeData;
import org.kpaas.edge.installer.ui.part.FilePicker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Somebody who uses the window in a test: presses buttons by their id and reads what is shown.
final class Engineer {
    private final InstallerWindow window;
    private final Stage stage;

    private Engineer(InstallerWindow window, Stage stage) {
        this.window = window;
        this.stage = stage;
    }

    /// @param home  the product's folder
    /// @param speed of practice sites
    static Engineer atHome(Path home, double speed, Locale language) {
        return atHome(home, speed, language, HomeData.NOTHING);
    }

    /// @param data what the home page shows below its cards
    static Engineer atHome(Path home, double speed, Locale language, HomeData data) {
        return FxThread.get(
                () -> {
                    var stage = new Stage();
                    var services =
                            new UiServices(
                                    TestInstaller.at(home),
                                    new TestPractice(speed),
                                    new NoFiles(),
                                    () -> data);
                    var window = new InstallerWindow(stage, services, language);
                    window.show();
                    return new Engineer(window, stage);
                });
    }

    InstallerWindow window() {
        return window;
    }

    Parent root() {
        return window.root();
    }

    /// Waits until a button can be pressed, and presses it.
    void press(String id) {
        awaitEnabled(id);
        FxThread.press(root(), id);
    }

    /// Ticks a box.
    void tick(String id) {
        awaitShown("#" + id);
        var box = FxThread.node(root(), id, CheckBox.class);
        FxThread.run(box::fire);
    }

    /// Types into a field, in place of what was there.
    void type(String id, String text) {
        awaitShown("#" + id);
        var field = FxThread.node(root(), id, TextInputControl.class);
        FxThread.run(() -> field.setText(text));
    }

    /// Scrolls the page of the wizard, where there is one.
    ///
    /// @param place 0 for its top, 1 for its end
    void scroll(double place) {
        if (root().lookup(".page-scroll") instanceof ScrollPane page) {
            page.setVvalue(place);
        }
    }

    void awaitShown(String selector) {
        FxThread.await(selector, () -> shows(selector));
    }

    void awaitEnabled(String id) {
        FxThread.await(
                id + " enabled",
                () -> root().lookup("#" + id) instanceof ButtonBase button && !button.isDisabled());
    }

    /// From home to a connected control plane of the practice site; the host key is compared and accepted.
    void connectToPractice() {
        press("home-practice");
        press("start");
        connect();
    }

    /// From a practice site that is starting to a connected control plane.
    void connect() {
        press("connect");
        press("question-accept");
        awaitShown("#found");
    }

    /// Every word that is shown.
    String words() {
        return FxThread.get(
                () ->
                        root().lookupAll("*").stream()
                                .filter(node -> node instanceof Labeled && isShown(node))
                                .map(node -> ((Labeled) node).getText())
                                .filter(text -> text != null && !text.isEmpty())
                                .collect(Collectors.joining("\n")));
    }

    void awaitWords(String... expected) {
        FxThread.await(
                String.join(", ", expected),
                () -> {
                    String shown = words();
                    return List.of(expected).stream().allMatch(shown::contains);
                });
    }

    /// The controls that Tab reaches and that a screen reader could not name.
    List<String> unnamedControls() {
        return FxThread.get(
                () ->
                        root().lookupAll("*").stream()
                                .filter(node -> node instanceof Control && isShown(node))
                                .filter(node -> node.isFocusTraversable() && !hasName(node))
                                .map(Node::toString)
                                .toList());
    }

    private static boolean hasName(Node node) {
        String name = node.getAccessibleText();
        boolean named = name != null && !name.isBlank();
        boolean labelled =
                node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank();
        return named || labelled;
    }

    void leave() {
        FxThread.run(stage::close);
    }

    boolean isShown(String selector) {
        return FxThread.get(() -> shows(selector));
    }

    private boolean shows(String selector) {
        Node node = root().lookup(selector);
        return node != null && isShown(node);
    }

    private static boolean isShown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
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
