package org.kpaas.edge.installer.ui.part;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Moves a page so that a part of it can be seen.
public final class Scrolling {
    private Scrolling() {}

    /// Brings the top of a node to the top of the page that it is on, as far as the page can be moved.
    public static void show(Node node) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane page && page.getContent() != null) {
                page.layout();
                Bounds there =
                        page.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
                double hidden =
                        page.getContent().getLayoutBounds().getHeight()
                                - page.getViewportBounds().getHeight();
                if (hidden > 0) {
                    page.setVvalue(Math.clamp(there.getMinY() / hidden, 0, 1) * page.getVmax());
                }
                return;
            }
        }
    }
}
