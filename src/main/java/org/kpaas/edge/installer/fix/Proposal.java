package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.site.Subject;

/// What could be done about a finding, made from facts alone.
///
/// @param check  the check that found it, and that is asked again afterwards
/// @param about  whom the finding is about
/// @param on     where the repair is done: the control plane or an edge node
/// @param root   whether it needs root: by a sudo that asks nothing, or with the login user's password
/// @param reboot whether it shows only after a restart of the host
public record Proposal(
        CheckId check, Subject about, Subject on, Means means, boolean root, boolean reboot) {}
