package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.run.Event.PhaseState;

import java.util.List;
import java.util.function.BiConsumer;

/// The phases that the engineer sees, as the run passes through them. A phase is running from its first task, and done
/// when a later one begins.
final class PhaseTrack {
    private final List<String> phases;
    private final BiConsumer<String, PhaseState> changed;
    private @Nullable String running;
    private boolean failed;

    PhaseTrack(Release release, BiConsumer<String, PhaseState> changed) {
        this.phases = release.phases();
        this.changed = changed;
    }

    /// A task of this phase runs. An earlier phase than the running one changes nothing.
    void at(String phase) {
        if (phase.equals(running) || phases.indexOf(phase) < place()) {
            return;
        }
        done();
        running = phase;
        changed.accept(phase, PhaseState.RUNNING);
    }

    /// A task of the running phase failed on a host. Others may go on.
    void failed() {
        if (running != null && !failed) {
            failed = true;
            changed.accept(running, PhaseState.FAILED);
        }
    }

    /// The failure is one that the playbook ignores.
    void resumed() {
        if (running != null && failed) {
            failed = false;
            changed.accept(running, PhaseState.RUNNING);
        }
    }

    /// The running phase has come to its end.
    void done() {
        if (running != null && !failed) {
            changed.accept(running, PhaseState.DONE);
        }
        failed = false;
        running = null;
    }

    private int place() {
        return running == null ? 0 : phases.indexOf(running);
    }
}
