package org.kpaas.edge.installer.ui;

import javafx.scene.Parent;

import org.kpaas.edge.installer.site.Site;

import java.util.Optional;

/// What the window shows below its top bar. The state is in the screen; the view is made anew for each language.
interface Screen extends AutoCloseable {
    Parent view();

    /// The site that the top bar names.
    default Optional<Site> site() {
        return Optional.empty();
    }

    /// Ends what the screen has under way.
    @Override
    default void close() {}
}
