package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

import java.util.List;
import java.util.Map;

/// The hosts of a site that the platform's hardening program changes (T56): the control plane and the edge nodes.
public interface Machines {
    /// As people call them, the control plane first.
    List<String> names();

    /// What `script/settings.sh` says over a connection that stays open across the run.
    ///
    /// @throws ProblemException when the host cannot be reached from here, or does not answer
    Map<String, String> settings(String name) throws ProblemException, InterruptedException;

    /// Keeps copies, on the host itself, of what a deployment overwrites there (`script/keep.sh`), for a later reset.
    ///
    /// @throws ProblemException when the host cannot be reached from here, or does not answer
    void keep(String name) throws ProblemException, InterruptedException;

    /// Logs in once more over a connection of its own, which is closed at once: what an engineer can do from now on.
    ///
    /// @throws ProblemException when the host does not let us in
    void loginAnew(String name) throws ProblemException, InterruptedException;
}
