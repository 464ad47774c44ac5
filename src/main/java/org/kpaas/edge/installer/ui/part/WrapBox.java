package org.kpaas.edge.installer.ui.part;

import javafx.scene.layout.VBox;

/// A box for text that wraps, for use in table cells: these ask for the height before they say how wide the box will be,
/// and wrapped text would then ask for one line per word.
public class WrapBox extends VBox {
    public WrapBox(double spacing) {
        super(spacing);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }
}
