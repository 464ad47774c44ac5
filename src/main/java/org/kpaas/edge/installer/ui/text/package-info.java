/// The language of the window: which one is on, and how it reaches FXML files and bindings.
@NullMarked
package org.kpaas.edge.installer.ui.text;

import org.jspecify.annotations.NullMarked;
