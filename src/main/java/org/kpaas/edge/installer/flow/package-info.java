/// The thread through the product, from site to report, as the window and the command line both use it.
@NullMarked
package org.kpaas.edge.installer.flow;

import org.jspecify.annotations.NullMarked;
