/// The same flows without a window.
@NullMarked
package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.NullMarked;
