/// The state of the Kubernetes cluster as plain records, and the port that reads it.
@NullMarked
package org.kpaas.edge.installer.cluster;

import org.jspecify.annotations.NullMarked;
