/// Parts of screens: topology picture, log pane, status badge, error card.
@NullMarked
package org.kpaas.edge.installer.ui.part;

import org.jspecify.annotations.NullMarked;
