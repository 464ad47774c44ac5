package org.kpaas.edge.installer.app;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.run.Journal;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.ui.home.HomeData;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The home page's lists, from the product's folder.
record StoredHome(Installer installer) implements HomeData.Source {
    @Override
    public HomeData read() {
        List<HomeData.Recent> recent =
                installer.sites().recent().stream()
                        .flatMap(entry -> recent(entry).stream())
                        .toList();
        List<HomeData.RunningRun> running =
                Stream.concat(
                                installer.journal().runs().stream().map(this::running),
                                installer.journal().resets().stream().map(this::running))
                        .flatMap(Optional::stream)
                        .toList();
        return new HomeData(recent, running);
    }

    private static Optional<HomeData.Recent> recent(SiteStore.Entry entry) {
        return entry.site().map(site -> new HomeData.Recent(site, entry.touched(), entry.state()));
    }

    private Optional<HomeData.RunningRun> running(Journal.Run run) {
        return run.plan()
                .map(
                        plan ->
                                new HomeData.RunningRun(
                                        HomeData.Work.DEPLOYMENT,
                                        plan.site(),
                                        run.planId(),
                                        since(run.started())));
    }

    private Optional<HomeData.RunningRun> running(Journal.Reset reset) {
        return reset.plan()
                .map(
                        plan ->
                                new HomeData.RunningRun(
                                        HomeData.Work.RESET,
                                        plan.site(),
                                        reset.planId(),
                                        since(reset.started())));
    }

    private Duration since(Instant started) {
        return Duration.between(started, installer.clock().instant());
    }
}
