/// The Kubernetes API through a real SSH connection.
@NullMarked
package org.kpaas.edge.installer.cluster.kube;

import org.jspecify.annotations.NullMarked;
