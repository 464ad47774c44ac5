/// The practice site over real sockets, as the product reaches it.
@NullMarked
package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.NullMarked;
