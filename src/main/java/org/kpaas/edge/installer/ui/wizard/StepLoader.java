package org.kpaas.edge.installer.ui.wizard;

import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

import org.kpaas.edge.installer.ui.text.TextsBundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;

/// Makes the view of a step: loads `<id>.fxml` beside the step's class, with the texts of the language of the moment as
/// its resources, and a fresh controller.
public final class StepLoader {
    private StepLoader() {}

    /// A view with its controller.
    public record View(Parent root, StepController controller) {}

    /// @throws IllegalStateException when there is no FXML file of that name
    public static View load(WizardPage page, ViewKit kit) {
        WizardStep step = page.step();
        URL fxml = step.getClass().getResource(step.id() + ".fxml");
        if (fxml == null) {
            throw new IllegalStateException("no " + step.id() + ".fxml beside " + step.getClass());
        }
        var controller = page.controller().apply(kit);
        var loader = new FXMLLoader(fxml, new TextsBundle(kit.texts()));
        loader.setControllerFactory(type -> type.cast(controller));
        try {
            return new View(loader.load(), controller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
