/// Third step: the edge nodes to join.
@NullMarked
package org.kpaas.edge.installer.ui.step.nodes;

import org.jspecify.annotations.NullMarked;
