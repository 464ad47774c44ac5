package org.kpaas.edge.installer.ui.part;

import javafx.beans.InvalidationListener;
import javafx.beans.Observable;

import java.util.List;

/// Shows a view anew when one of the properties that it shows changes, until it is closed.
public final class Refresh implements AutoCloseable {
    private final InvalidationListener listener;
    private final List<Observable> shown;

    /// @param show  told at each change
    /// @param shown the properties
    public Refresh(Runnable show, Observable... shown) {
        this.listener = observable -> show.run();
        this.shown = List.of(shown);
        this.shown.forEach(each -> each.addListener(listener));
    }

    @Override
    public void close() {
        shown.forEach(each -> each.removeListener(listener));
    }
}
