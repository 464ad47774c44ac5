package org.kpaas.edge.installer.ui.step.checks;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Previews;
import org.kpaas.edge.installer.fix.Progress;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Guided repairs: what would change, consent, the work, what came of it, and undoing it. Belongs to the JavaFX thread.
public final class RepairRun {
    /// What is going on.
    public sealed interface State {
        /// nothing, the results are shown
        record Idle() implements State {}

        /// the hosts are asked what exactly would change
        record Previewing() implements State {}

        /// waits for consent
        record Offered(Previews previews, List<RepairJournal.Entry> earlier) implements State {}

        record Repairing(List<Offer> offers) implements State {}

        record Undoing(RepairJournal.Entry entry) implements State {}

        /// cancelled, waiting for the hosts to come to rest
        record Stopping() implements State {}

        record Repaired(List<Outcome> outcomes) implements State {}

        record Undone(RepairJournal.Entry entry) implements State {}

        record Failed(Problem problem) implements State {}

        /// Whether hosts are busy with it.
        default boolean busy() {
            return switch (this) {
                case Previewing p -> true;
                case Repairing r -> true;
                case Undoing u -> true;
                case Stopping s -> true;
                case Idle i -> false;
                case Offered o -> false;
                case Repaired r -> false;
                case Undone u -> false;
                case Failed f -> false;
            };
        }
    }

    private final Background background;
    private final Runnable checkAgain;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Idle());
    private final ObservableList<Progress> progress = FXCollections.observableArrayList();
    private Background.@Nullable Running running;

    /// @param checkAgain told after hosts were changed
    RepairRun(Background background, Runnable checkAgain) {
        this.background = background;
        this.checkAgain = checkAgain;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// What has happened so far while repairing.
    public ObservableList<Progress> progress() {
        return progress;
    }

    /// @param site names the site whose earlier repairs are shown as well
    void preview(Engine engine, String site, List<Proposal> proposals) {
        start(
                new State.Previewing(),
                () -> {
                    List<RepairJournal.Entry> earlier =
                            engine.repaired().stream()
                                    .filter(entry -> entry.site().equals(site))
                                    .toList();
                    return new State.Offered(engine.preview(proposals), earlier.reversed());
                },
                state::set,
                () -> {});
    }

    /// @param reboot consent to restart the hosts whose repair needs it
    void repair(Engine engine, List<Offer> offers, boolean reboot) {
        progress.clear();
        var pump = new EventPump<Progress>(background.fx(), progress::addAll);
        start(
                new State.Repairing(List.copyOf(offers)),
                () -> engine.repair(offers, reboot, pump),
                outcomes -> {
                    state.set(new State.Repaired(outcomes));
                    checkAgain.run();
                },
                checkAgain);
    }

    void undo(Engine engine, RepairJournal.Entry entry) {
        start(
                new State.Undoing(entry),
                () -> {
                    engine.undo(entry);
                    return entry;
                },
                undone -> {
                    state.set(new State.Undone(undone));
                    checkAgain.run();
                },
                checkAgain);
    }

    /// Stops; what is half done on a host comes to rest first.
    void cancel() {
        if (running != null && state.get().busy() && !(state.get() instanceof State.Stopping)) {
            state.set(new State.Stopping());
            running.cancel();
        }
    }

    /// Shows the results again.
    public void close() {
        if (!state.get().busy()) {
            state.set(new State.Idle());
        }
    }

    private <T> void start(State begun, Callable<T> work, Consumer<T> done, Runnable stopped) {
        if (state.get().busy()) {
            return;
        }
        state.set(begun);
        running =
                background.start(
                        work,
                        done,
                        problem -> state.set(new State.Failed(problem)),
                        () -> {
                            state.set(new State.Idle());
                            stopped.run();
                        });
    }
}
