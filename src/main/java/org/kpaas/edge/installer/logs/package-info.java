/// Logs of services and pods, read on the hosts themselves: `kubectl logs` cannot read pods of edge nodes (T53).
@NullMarked
package org.kpaas.edge.installer.logs;

import org.jspecify.annotations.NullMarked;
