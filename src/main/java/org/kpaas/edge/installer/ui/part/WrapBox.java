package org.kpaas.edge.installer.ui.part;

import javafx.scene.layout.VBox;

/// A box for text that wraps, for use in table cells: these ask for the height before they say how wide the box will be,
/// and wrapped text would then ask for one line per word.
public class WrapBox extends VBox {
    /// Pixels, until the first layout tells.
    private static final double GUESS = 160;

    public WrapBox(double spacing) {
        super(spacing);
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(known(width));
    }

    @Override
    protected double computeMinHeight(double width) {
        return super.computeMinHeight(known(width));
    }

    private double known(double width) {
        if (width >= 0) {
            return width;
        }
        return getWidth() > 0 ? getWidth() : GUESS;
    }
}
