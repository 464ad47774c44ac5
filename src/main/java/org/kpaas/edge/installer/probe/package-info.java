/// The two-ended firewall probe: which connections a site needs, and whether each really gets from its source to its
/// target. Where nothing listens yet, a listener stands there for the time of the probe and leaves nothing behind.
@NullMarked
package org.kpaas.edge.installer.probe;

import org.jspecify.annotations.NullMarked;
