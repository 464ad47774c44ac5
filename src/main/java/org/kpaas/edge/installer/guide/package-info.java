/// What the install guide and each release of the platform say, as data: one JSON resource per release.
@NullMarked
package org.kpaas.edge.installer.guide;

import org.jspecify.annotations.NullMarked;
