package org.kpaas.edge.installer.ui.step.review;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.StepWindow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ReviewPageTest {
    @TempDir private Path folder;

    @Test
    void thePlanShowsTheImpactFirstThenEveryPhaseWithItsChanges() throws IOException {
        Path file = folder.resolve("plan.txt");
        StepWindow window = StepWindow.at("review", file);
        window.start();

        TreeView<?> tree = FxThread.node(window.root(), "tree", TreeView.class);
        assertThat(FxThread.get(() -> tree.getRoot().getChildren().size())).isEqualTo(1 + 11);
        window.photograph("review");
        CheckBox consent = FxThread.node(window.root(), "consent-lock-out", CheckBox.class);
        assertThat(FxThread.get(consent::isSelected)).isFalse();
        selectVariables(window);
        window.photographAsItIs("review-file");

        FxThread.press(window.root(), "save");

        assertThat(Files.readString(file)).contains("cp-edge-vars.sh").contains("site-a");
        assertThat(FxThread.node(window.root(), "saved", Label.class).getText())
                .contains(file.toString());
    }

    private static void selectVariables(StepWindow window) {
        FxThread.run(
                () -> {
                    @SuppressWarnings("unchecked")
                    var tree = (TreeView<PlanItem>) window.root().lookup("#tree");
                    TreeItem<PlanItem> phase = tree.getRoot().getChildren().get(2);
                    tree.getSelectionModel().select(phase.getChildren().getFirst());
                });
    }
}
