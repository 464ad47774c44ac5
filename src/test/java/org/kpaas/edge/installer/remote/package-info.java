/// Values that go to hosts and come from them.
@NullMarked
package org.kpaas.edge.installer.remote;

import org.jspecify.annotations.NullMarked;
