package org.kpaas.edge.installer.ui.part;

import java.nio.file.Path;
import java.util.Optional;

/// Asks for files. Behind an interface because the headless platform has no file dialog.
public interface FilePicker {
    /// @return empty when the engineer cancelled
    Optional<Path> open(String title);

    /// @param suggestedName the file name that is offered
    /// @return empty when the engineer cancelled
    Optional<Path> save(String title, String suggestedName);
}
