package org.kpaas.edge.installer.ui.step.reset;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// State of the "Run and proof" step of a reset: starts the plan that the engineer agreed to, or attaches to a reset that
/// goes on, watches it, and looks at what is left. Leaving the step changes nothing: the job goes on.
public final class ResetRunStep extends DerivedStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        RUNNING,
        STOPPING,
        /// the job is over, or we do not watch it any more
        OVER,
        FAILED
    }

    private final Optional<ResetStep> review;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Cause>> causes =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObservableList<Event> events = FXCollections.observableArrayList();
    private final ObservableList<Event> shown = FXCollections.unmodifiableObservableList(events);
    private Optional<String> planId = Optional.empty();
    private Optional<String> toAttach = Optional.empty();
    private Background.@Nullable Running running;

    /// @param review has the plan and the consent; empty where a reset is only watched
    public ResetRunStep(WizardContext context, Background background, Optional<ResetStep> review) {
        super("reset-run", context);
        this.review = review;
        this.background = background;
        completeWhen(() -> context.reset().get().isPresent(), context.reset());
        attentionWhen(
                () ->
                        state.get() == State.FAILED
                                || context.reset().get().filter(it -> !it.isProven()).isPresent(),
                state,
                context.reset());
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// How it ended and what is left; empty until then.
    public ReadOnlyObjectProperty<Optional<ResetRecord>> record() {
        return context().reset();
    }

    /// Why something goes wrong, as far as it is known while the reset runs.
    public ReadOnlyObjectProperty<List<Cause>> causes() {
        return causes.getReadOnlyProperty();
    }

    /// What has happened, the lines of the log aside; what begins is replaced by its end.
    public ObservableList<Event> events() {
        return shown;
    }

    /// The reset to attach to when the step is entered the next time, instead of starting the plan.
    public void attachTo(String runId) {
        toAttach = Optional.of(runId);
    }

    @Override
    public void entered() {
        if (busy()) {
            return;
        }
        Optional<String> attach = toAttach;
        toAttach = Optional.empty();
        if (attach.isPresent()) {
            watch(attach.get());
        } else {
            review.flatMap(ResetStep::agreed)
                    .filter(plan -> !planId.equals(Optional.of(plan.id())))
                    .ifPresent(this::start);
        }
    }

    @Override
    public void closed() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Whether the job may go on although nobody watches it.
    public boolean canWatchAgain() {
        return state.get() == State.FAILED
                && events.stream()
                        .noneMatch(
                                event ->
                                        event instanceof Event.Phase phase
                                                && phase.state() == Event.PhaseState.FAILED);
    }

    /// Watches the reset again after the watching failed; the log comes from its first byte.
    public void watchAgain() {
        if (!busy()) {
            planId.ifPresent(this::watch);
        }
    }

    /// The reset that runs already, when this one was refused because of it (T103) and this laptop started that one.
    public Optional<String> other() {
        return problem.get()
                .filter(it -> it.code().equals("run.already-running"))
                .map(it -> it.values().getFirst())
                .filter(id -> resets().flatMap(it -> it.begun(id)).isPresent());
    }

    /// Watches another reset instead of a second one beside it.
    public void watchOther(String runId) {
        if (!busy()) {
            watch(runId);
        }
    }

    /// Prepares the review of a reset of what is left; the step "reset" is to be entered next.
    public void chooseRest() {
        review.ifPresent(it -> it.choose(Scope.RESIDUE));
    }

    public String siteName() {
        return context().site().get().map(Site::name).orElse("");
    }

    private boolean busy() {
        return state.get() == State.RUNNING || state.get() == State.STOPPING;
    }

    private Optional<Resets> resets() {
        return context().session().get().map(Session::resets);
    }

    private void start(ResetPlan agreed) {
        review.ifPresent(it -> it.runs(agreed));
        begin(
                agreed.id(),
                (resets, sink) -> resets.prove(Optional.of(agreed), resets.run(agreed, sink)));
    }

    private void watch(String runId) {
        begin(
                runId,
                (resets, sink) -> {
                    Optional<ResetPlan> plan = resets.begun(runId);
                    ResetResult result = resets.attach(runId, sink);
                    return resets.prove(plan, result);
                });
    }

    private void begin(String id, Job job) {
        Optional<Resets> resets = resets();
        if (resets.isEmpty()) {
            return;
        }
        planId = Optional.of(id);
        events.clear();
        causes.set(List.of());
        context().reset().set(Optional.empty());
        problem.set(Optional.empty());
        state.set(State.RUNNING);
        var pump = new EventPump<Event>(background.fx(), this::heard);
        running =
                background.start(
                        () -> job.run(resets.get(), pump),
                        ended -> {
                            pump.drain();
                            context().reset().set(Optional.of(ended));
                            problem.set(ended.result().problem());
                            rest(State.OVER);
                        },
                        found -> {
                            pump.drain();
                            problem.set(Optional.of(found));
                            rest(State.FAILED);
                        },
                        () -> rest(State.OVER));
    }

    private void rest(State now) {
        review.ifPresent(ResetStep::rests);
        state.set(now);
    }

    private void heard(List<Event> batch) {
        for (Event event : batch) {
            switch (event) {
                case Event.Line line -> {}
                case Event.Cleared cleared -> {}
                case Event.CauseSeen seen -> {
                    var more = new ArrayList<>(causes.get());
                    more.add(seen.cause());
                    causes.set(List.copyOf(more));
                }
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

    /// Ends the job on the control plane; what works on an edge node at that moment comes to its end there.
    public void stop() {
        Optional<Session> session = context().session().get();
        Optional<String> id = planId;
        if (session.isEmpty() || id.isEmpty() || state.get() != State.RUNNING) {
            return;
        }
        state.set(State.STOPPING);
        background.start(
                () -> session.get().cancel(id.get()),
                done -> {},
                found -> problem.set(Optional.of(found)),
                () -> {});
    }

    /// Saves the report, and the scripts for nodes that were not reached beside it.
    ///
    /// @param page the file of the report's page
    /// @param told gets the files
    public void save(Path page, Consumer<List<Path>> told) {
        Optional<Resets> resets = resets();
        Optional<ResetRecord> ended = record().get();
        if (resets.isPresent() && ended.isPresent()) {
            background.start(
                    () -> resets.get().saveAs(ended.get(), page, context().texts().get()),
                    told,
                    found -> problem.set(Optional.of(found)),
                    () -> {});
        }
    }

    /// Starts or follows a reset until its proof.
    private interface Job {
        ResetRecord run(Resets resets, Consumer<Event> sink)
                throws ProblemException, InterruptedException;
    }
}
