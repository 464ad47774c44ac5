/// The look: light and dark style sheets over AtlantaFX, and the fonts that we bring along.
@NullMarked
package org.kpaas.edge.installer.ui.theme;

import org.jspecify.annotations.NullMarked;
