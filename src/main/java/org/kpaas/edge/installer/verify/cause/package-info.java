/// Why something is wrong: rules as data over what was seen, to a ranked list of causes. Pure.
@NullMarked
package org.kpaas.edge.installer.verify.cause;

import org.jspecify.annotations.NullMarked;
