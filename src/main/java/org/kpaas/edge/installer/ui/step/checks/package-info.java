/// All checks at once, grouped by host, worst first.
@NullMarked
package org.kpaas.edge.installer.ui.step.checks;

import org.jspecify.annotations.NullMarked;
