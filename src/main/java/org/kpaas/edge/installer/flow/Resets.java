package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.facts.TraceLooker;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Residue;

/// Resets of one site, and the proof that nothing is left. Every method blocks; interrupt means cancel.
public final class Resets {
    private final Installer installer;
    private final Site site;
    private final Remote remote;

    Resets(Installer installer, Site site, Remote remote) {
        this.installer = installer;
        this.site = site;
        this.remote = remote;
    }

    /// What there is at one moment.
    public record Seen(SiteFacts facts, Traces traces) {
        public Residue residue() {
            return Residue.of(traces);
        }
    }

    /// Looks at every host, those that only the ledger or the cluster knows included; changes nothing.
    public Seen look() throws InterruptedException {
        SiteFacts facts = Looker.states(site, remote, installer.clusters(), installer.clock());
        return new Seen(facts, new TraceLooker(site, facts, remote).look());
    }
}
