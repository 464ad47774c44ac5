/// A whole simulated site on loopback: real SSH, a real Kubernetes API over TLS, faults to choose from.
@NullMarked
package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.NullMarked;
