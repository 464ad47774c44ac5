/// The steps of a reset: what is there and what would go, then the run and its proof.
@NullMarked
package org.kpaas.edge.installer.ui.step.reset;

import org.jspecify.annotations.NullMarked;
