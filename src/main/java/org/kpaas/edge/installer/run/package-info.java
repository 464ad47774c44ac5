/// Executes a plan: a detached job on the control plane that survives us, watched by byte offset.
@NullMarked
package org.kpaas.edge.installer.run;

import org.jspecify.annotations.NullMarked;
