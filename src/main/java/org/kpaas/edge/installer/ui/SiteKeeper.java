package org.kpaas.edge.installer.ui;

import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.verify.Verification;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Saves the site after each decision, and what was last seen of it, so that the home page knows them the next time.
/// Practice sites are not kept. A file that cannot be written costs nothing but the memory of it, so it is only logged.
final class SiteKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SiteKeeper.class.getName());
    private final SiteStore store;
    private final Clock clock;
    private final ExecutorService inOrder =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    SiteKeeper(SiteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void follow(WizardContext context) {
        context.site().addListener((observed, before, now) -> now.ifPresent(this::save));
        context.answers()
                .addListener(
                        (observed, before, now) ->
                                remember(context, SiteStore.Kind.CHECKED, Optional.empty()));
        context.result()
                .addListener((observed, before, now) -> now.ifPresent(run -> ran(context, run)));
        context.reset()
                .addListener((observed, before, now) -> now.ifPresent(it -> cleared(context, it)));
        context.verification()
                .addListener((observed, before, now) -> now.ifPresent(seen -> saw(context, seen)));
    }

    private void cleared(WizardContext context, ResetRecord record) {
        if (record.isProven()) {
            remember(context, SiteStore.Kind.RESET, Optional.of(record.result().planId()));
        }
    }

    /// What was handed over already is still written.
    @Override
    public void close() {
        inOrder.shutdown();
    }

    private void ran(WizardContext context, Event.RunResult run) {
        if (!run.succeeded()) {
            remember(context, SiteStore.Kind.FAILED, Optional.of(run.planId()));
        }
    }

    private void saw(WizardContext context, Verification seen) {
        switch (seen.verdict()) {
            case HEALTHY, KNOWN -> remember(context, SiteStore.Kind.HEALTHY, Optional.empty());
            case UNHEALTHY -> remember(context, SiteStore.Kind.UNHEALTHY, Optional.empty());
            case WAITING -> {}
        }
    }

    private void save(Site site) {
        write(site, () -> store.save(site));
    }

    private void remember(WizardContext context, SiteStore.Kind kind, Optional<String> planId) {
        var state = new SiteStore.LastState(kind, clock.instant(), planId);
        context.site()
                .get()
                .ifPresent(site -> write(site, () -> store.remember(site.name(), state)));
    }

    private interface Writing {
        void run() throws ProblemException;
    }

    private void write(Site site, Writing writing) {
        if (site.simulated() || inOrder.isShutdown()) {
            return;
        }
        inOrder.execute(
                () -> {
                    try {
                        writing.run();
                    } catch (ProblemException e) {
                        LOG.log(Level.WARNING, "the site could not be saved", e);
                    }
                });
    }
}
