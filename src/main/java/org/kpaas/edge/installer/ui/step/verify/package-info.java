/// The state of the deployment against what the release should give.
@NullMarked
package org.kpaas.edge.installer.ui.step.verify;

import org.jspecify.annotations.NullMarked;
