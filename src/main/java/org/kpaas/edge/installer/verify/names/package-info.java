/// Whether names may be given to resources of one's own on this platform. Source: edge install guide, 4.
@NullMarked
package org.kpaas.edge.installer.verify.names;

import org.jspecify.annotations.NullMarked;
