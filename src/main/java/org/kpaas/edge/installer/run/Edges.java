package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

/// A second way to the edge nodes, beside the one that Ansible works on. Looks only.
public interface Edges {
    /// Over the laptop's own connection to that node.
    ///
    /// @param hostName of a node of the site
    /// @throws ProblemException when it cannot be reached from here, or does not answer
    EdgeLook look(String hostName) throws ProblemException, InterruptedException;

    /// Whether the control plane gets a connection to the node's SSH port, as Ansible needs it (T24, T104).
    ///
    /// @throws ProblemException when the control plane cannot be asked
    boolean reached(String hostName) throws ProblemException, InterruptedException;
}
