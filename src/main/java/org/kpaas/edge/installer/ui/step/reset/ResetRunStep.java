package org.kpaas.edge.installer.ui.step.reset;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// State of the "Run and proof" step of a reset: starts the plan that the engineer agreed to, watches it, and looks at what
/// is left. Leaving the step changes nothing: the job goes on.
public final class ResetRunStep implements WizardStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        RUNNING,
        STOPPING,
        /// the job is over, or we do not watch it any more
        OVER,
        FAILED
    }

    private final ResetStep review;
    private final WizardContext context;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ResetRecord>> record =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Event> events = FXCollections.observableArrayList();
    private final ObservableList<Event> shown = FXCollections.unmodifiableObservableList(events);
    private final BooleanBinding complete;
    private final BooleanBinding attention;
    private final StringBinding nextLabel;
    private Optional<ResetPlan> plan = Optional.empty();
    private Background.@Nullable Running running;

    /// @param review has the plan and the consent
    public ResetRunStep(ResetStep review, Background background) {
        this.review = review;
        this.context = review.context();
        this.background = background;
        complete = Bindings.createBooleanBinding(() -> record.get().isPresent(), record);
        attention =
                Bindings.createBooleanBinding(
                        () ->
                                state.get() == State.FAILED
                                        || record.get().filter(it -> !it.isProven()).isPresent(),
                        state,
                        record);
        nextLabel =
                Bindings.createStringBinding(
                        () -> context.texts().get().get("step.reset-run.next"), context.texts());
    }

    @Override
    public String id() {
        return "reset-run";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableBooleanValue attention() {
        return attention;
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return nextLabel;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// How it ended and what is left; empty until then.
    public ReadOnlyObjectProperty<Optional<ResetRecord>> record() {
        return record.getReadOnlyProperty();
    }

    /// What has happened, the lines of the log aside; what begins is replaced by its end.
    public ObservableList<Event> events() {
        return shown;
    }

    @Override
    public void entered() {
        boolean free = state.get() != State.RUNNING && state.get() != State.STOPPING;
        Optional<ResetPlan> agreed = review.plan().get().filter(it -> review.complete().get());
        if (free && agreed.isPresent() && !agreed.equals(plan)) {
            start(agreed.get());
        }
    }

    @Override
    public void closed() {
        if (running != null) {
            running.cancel();
        }
    }

    private void start(ResetPlan agreed) {
        Optional<Resets> resets = review.resets();
        if (resets.isEmpty()) {
            return;
        }
        plan = Optional.of(agreed);
        events.clear();
        record.set(Optional.empty());
        problem.set(Optional.empty());
        state.set(State.RUNNING);
        review.runs(agreed);
        var pump = new EventPump<Event>(background.fx(), this::heard);
        running =
                background.start(
                        () -> {
                            var result = resets.get().run(agreed, pump);
                            return resets.get().prove(Optional.of(agreed), result);
                        },
                        ended -> {
                            pump.drain();
                            record.set(Optional.of(ended));
                            problem.set(ended.result().problem());
                            rest(State.OVER);
                        },
                        this::fail,
                        () -> rest(State.OVER));
    }

    private void rest(State now) {
        review.rests();
        state.set(now);
    }

    private void heard(List<Event> batch) {
        for (Event event : batch) {
            switch (event) {
                case Event.Line line -> {}
                case Event.Cleared cleared -> {}
                default -> add(event);
            }
        }
    }

    private void add(Event event) {
        for (int index = events.size() - 1; index >= 0; index--) {
            if (isBegun(events.get(index), event)) {
                events.set(index, event);
                return;
            }
        }
        events.add(event);
    }

    /// Whether the second is the end of what the first says has begun.
    private static boolean isBegun(Event first, Event second) {
        return switch (first) {
            case Event.Phase phase ->
                    phase.state() == Event.PhaseState.RUNNING
                            && second instanceof Event.Phase end
                            && end.phase().equals(phase.phase());
            case Event.Clearing clearing ->
                    clearing.state() == Event.ClearState.RUNNING
                            && second instanceof Event.Clearing end
                            && end.host().equals(clearing.host())
                            && end.item().equals(clearing.item())
                            && end.state() != Event.ClearState.COPY;
            default -> false;
        };
    }

    private void fail(Problem found) {
        problem.set(Optional.of(found));
        rest(State.FAILED);
    }

    /// Ends the job on the control plane; what works on an edge node at that moment comes to its end there.
    public void stop() {
        Optional<Session> session = context.session().get();
        if (session.isEmpty() || plan.isEmpty() || state.get() != State.RUNNING) {
            return;
        }
        String id = plan.get().id();
        state.set(State.STOPPING);
        background.start(
                () -> session.get().cancel(id),
                done -> {},
                found -> problem.set(Optional.of(found)),
                () -> {});
    }

    /// Saves the record, and the scripts for nodes that were not reached beside it.
    ///
    /// @param told gets the files
    public void save(Path folder, Consumer<List<Path>> told) {
        Optional<Resets> resets = review.resets();
        Optional<ResetRecord> ended = record.get();
        if (resets.isPresent() && ended.isPresent()) {
            background.start(
                    () -> saved(resets.get(), ended.get(), folder),
                    told,
                    problem -> this.problem.set(Optional.of(problem)),
                    () -> {});
        }
    }

    private static List<Path> saved(Resets resets, ResetRecord record, Path folder)
            throws ProblemException {
        return resets.save(record, folder);
    }
}
