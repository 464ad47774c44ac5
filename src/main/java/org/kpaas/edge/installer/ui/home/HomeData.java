package org.kpaas.edge.installer.ui.home;

import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the home page shows below its cards, as read from the product's folder.
///
/// @param recent  newest first
/// @param running deployments and resets that have not ended as far as this laptop knows
public record HomeData(List<Recent> recent, List<RunningRun> running) {
    public static final HomeData NOTHING = new HomeData(List.of(), List.of());

    public HomeData {
        recent = List.copyOf(recent);
        running = List.copyOf(running);
    }

    /// @param state what was last seen of it
    public record Recent(Site site, Instant saved, Optional<SiteStore.LastState> state) {}

    /// What is going on; its text is `home.running.<word>`.
    public enum Work {
        DEPLOYMENT,
        RESET
    }

    /// @param since how long it has been running
    public record RunningRun(Work work, Site site, String planId, Duration since) {}

    /// Reads it anew.
    public interface Source {
        /// Never throws: what cannot be read is left out.
        HomeData read();
    }
}
