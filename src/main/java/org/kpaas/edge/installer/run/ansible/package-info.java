/// A streaming reader of Ansible's text output.
@NullMarked
package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.NullMarked;
