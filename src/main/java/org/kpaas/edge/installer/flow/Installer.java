package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.run.Journal;
import org.kpaas.edge.installer.run.RunTimes;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteStore;

import java.nio.file.Path;
import java.time.Clock;

/// The product without a face: opens sessions on sites.
///
/// @param home the folder of the product on the laptop, for instance `~/.kpaas-edge-installer`: sites, journal, reports
public record Installer(Remote.Factory remotes, Cluster.Factory clusters, Clock clock, Path home) {
    /// `~/.kpaas-edge-installer`.
    public static Path defaultHome() {
        return Path.of(System.getProperty("user.home", "."), ".kpaas-edge-installer");
    }

    /// What this laptop knows of its runs.
    public Journal journal() {
        return new Journal(home.resolve("journal"));
    }

    /// How long the tasks of earlier runs took.
    public RunTimes times() {
        return new RunTimes(home.resolve("journal"));
    }

    /// What was repaired from this laptop.
    public RepairJournal repairs() {
        return new RepairJournal(home.resolve("journal"));
    }

    /// The sites that this laptop knows.
    public SiteStore sites() {
        return new SiteStore(home.resolve("sites"));
    }

    public Session open(Site site, Secrets secrets, HostKeys hostKeys) {
        return new Session(
                this,
                site,
                remotes.open(secrets, hostKeys),
                () -> remotes.open(secrets, hostKeys),
                secrets);
    }
}
