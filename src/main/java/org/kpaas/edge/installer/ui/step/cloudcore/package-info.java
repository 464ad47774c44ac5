/// Second step: how CloudCore is reached, and where it runs.
@NullMarked
package org.kpaas.edge.installer.ui.step.cloudcore;

import org.jspecify.annotations.NullMarked;
