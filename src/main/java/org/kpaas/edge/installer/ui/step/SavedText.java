package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Saves a text to a file that the engineer chooses.
public final class SavedText {
    private SavedText() {}

    /// @param told gets one sentence: where it was saved, or why it was not; nothing when the
    ///   engineer cancelled
    public static void save(
            ViewKit kit, String title, String suggestedName, String text, Consumer<String> told) {
        Optional<Path> chosen = kit.files().save(title, suggestedName);
        chosen.ifPresent(file -> told.accept(write(kit, file, text)));
    }

    private static String write(ViewKit kit, Path file, String text) {
        try {
            Files.writeString(file, text);
            return kit.texts().get("step.saved", file);
        } catch (IOException e) {
            return kit.texts().get("step.not-saved", file, reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
