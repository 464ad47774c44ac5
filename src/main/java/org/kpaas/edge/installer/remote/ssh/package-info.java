/// The only package that imports sshj.
@NullMarked
package org.kpaas.edge.installer.remote.ssh;

import org.jspecify.annotations.NullMarked;
