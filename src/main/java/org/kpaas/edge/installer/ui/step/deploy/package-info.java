/// The deployment as it happens.
@NullMarked
package org.kpaas.edge.installer.ui.step.deploy;

import org.jspecify.annotations.NullMarked;
