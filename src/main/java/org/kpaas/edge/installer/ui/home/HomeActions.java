package org.kpaas.edge.installer.ui.home;

import org.kpaas.edge.installer.site.Site;

import java.util.Optional;
import java.util.Set;

/// What the home page can start.
public interface HomeActions {
    /// @param site settings to begin with; empty for a new site
    void deploy(Optional<Site> site);

    /// Joins the nodes that have not joined yet.
    void addNodes(Optional<Site> site);

    void verify(Optional<Site> site);

    /// Takes a deployment apart and proves that nothing is left.
    void reset(Optional<Site> site);

    /// @param faults ids of [PracticeStarter#faults()]
    void practice(Set<String> faults);

    /// Watches what is going on.
    void attach(HomeData.RunningRun run);
}
