/// Looks at the site and changes nothing. Plain records that save to JSON and load again.
@NullMarked
package org.kpaas.edge.installer.facts;

import org.jspecify.annotations.NullMarked;
