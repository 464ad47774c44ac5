/// The main class, and the one place that wires everything by constructor.
@NullMarked
package org.kpaas.edge.installer.app;

import org.jspecify.annotations.NullMarked;
