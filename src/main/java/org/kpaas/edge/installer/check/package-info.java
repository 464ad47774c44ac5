/// Questions about the site, asked of facts already gathered: pure functions that hold no connection.
@NullMarked
package org.kpaas.edge.installer.check;

import org.jspecify.annotations.NullMarked;
