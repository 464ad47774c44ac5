package org.kpaas.edge.installer.app;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.run.Journal;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.ui.home.HomeData;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The home page's lists, from the product's folder.
record StoredHome(Installer installer) implements HomeData.Source {
    @Override
    public HomeData read() {
        List<HomeData.Recent> recent =
                installer.sites().recent().stream()
                        .flatMap(entry -> recent(entry).stream())
                        .toList();
        List<HomeData.RunningRun> running =
                installer.journal().runs().stream().flatMap(run -> running(run).stream()).toList();
        return new HomeData(recent, running);
    }

    private static Optional<HomeData.Recent> recent(SiteStore.Entry entry) {
        return entry.site().map(site -> new HomeData.Recent(site, entry.touched(), entry.state()));
    }

    private Optional<HomeData.RunningRun> running(Journal.Run run) {
        Duration since = Duration.between(run.started(), installer.clock().instant());
        return run.plan().map(plan -> new HomeData.RunningRun(plan.site(), run.planId(), since));
    }
}
