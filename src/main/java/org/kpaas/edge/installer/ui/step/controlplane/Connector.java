package org.kpaas.edge.installer.ui.step.controlplane;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

/// Connects to a site's control plane. Blocks; interrupt means cancel.
public interface Connector {
    Connected connect(Site site) throws ProblemException, InterruptedException;

    /// @param facts the control plane and the cluster
    record Connected(Session session, SiteFacts facts) {}

    /// The real one: opens a session and looks; the session is closed when the look fails.
    static Connector of(Installer installer, Secrets secrets, HostKeys hostKeys) {
        return site -> {
            Session session = installer.open(site, secrets, hostKeys);
            boolean connected = false;
            try {
                var result = new Connected(session, session.connect());
                connected = true;
                return result;
            } finally {
                if (!connected) {
                    session.close();
                }
            }
        };
    }
}
