/// SSH against servers in the process and, where it is installed, real OpenSSH.
@NullMarked
package org.kpaas.edge.installer.remote.ssh;

import org.jspecify.annotations.NullMarked;
