package org.kpaas.edge.installer.ui.home;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Set;

/// Starts practice sites.
public interface PracticeStarter {
    /// The ids of the faults to choose from; their texts are `practice.fault.<id>.title` and `.lesson`.
    List<String> faults();

    /// Starts a site on loopback. Blocks; interrupt means cancel.
    ///
    /// @param faults ids of [#faults()]
    Practice start(Set<String> faults) throws ProblemException, InterruptedException;

    /// A practice site that runs.
    interface Practice extends AutoCloseable {
        /// Marked as simulated; complete, so that a newcomer may press Next to the end.
        Site site();

        /// Opens sessions on this site; its memory of host keys and its journal are the practice site's own.
        Installer installer();

        /// Knows the passwords of its hosts.
        Secrets secrets();

        /// Knows the keys of its hosts.
        HostKeys hostKeys();

        /// Ends it; never throws.
        @Override
        void close();
    }
}
