/// The JavaFX window: frame, steps, parts, theme.
@NullMarked
package org.kpaas.edge.installer.ui;

import org.jspecify.annotations.NullMarked;
