/// Everything that will change, before it changes.
@NullMarked
package org.kpaas.edge.installer.ui.step.review;

import org.jspecify.annotations.NullMarked;
