/// Tests on real hosts: OpenSSH, bash, sudo and Ansible in namespaces of this machine (`src/lab`). They need root and
/// run with `mvn -q verify -Plab`.
@NullMarked
package org.kpaas.edge.installer.lab;

import org.jspecify.annotations.NullMarked;
