/// What can be done on a host, without saying how: commands as values, secrets, host-key questions.
@NullMarked
package org.kpaas.edge.installer.remote;

import org.jspecify.annotations.NullMarked;
