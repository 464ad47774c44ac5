/// The only package that imports fabric8.
@NullMarked
package org.kpaas.edge.installer.cluster.kube;

import org.jspecify.annotations.NullMarked;
