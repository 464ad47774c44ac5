/// The expected end state against what is there. Pure over snapshots.
@NullMarked
package org.kpaas.edge.installer.verify;

import org.jspecify.annotations.NullMarked;
