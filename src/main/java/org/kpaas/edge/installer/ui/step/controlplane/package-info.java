/// First step: reach the control plane, and see who and what is there.
@NullMarked
package org.kpaas.edge.installer.ui.step.controlplane;

import org.jspecify.annotations.NullMarked;
