/// The wizard: frame, steps in order, navigation, and what the steps share.
@NullMarked
package org.kpaas.edge.installer.ui.wizard;

import org.jspecify.annotations.NullMarked;
