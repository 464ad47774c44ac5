package org.kpaas.edge.installer.ui.step.deploy;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.report.RunRecorder;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// State of the "Deploy" step: starts the plan when it is entered with one that has not run yet, or
/// attaches to a run that is under way. Leaving the step changes nothing.
public final class DeployStep extends DerivedStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        RUNNING,
        /// we stop watching; the job goes on
        LETTING_GO,
        /// we do not watch; the job goes on
        NOT_WATCHING,
        /// the job was told to stop and has not come to rest yet
        STOPPING,
        SUCCEEDED,
        FAILED
    }

    private final Clock clock;
    private final Background background;
    private final Function<Session, Engine> engines;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<RunModel> run =
            new ReadOnlyObjectWrapper<>(RunModel.empty());
    private final ObjectProperty<Optional<Problem>> problem =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<NodeStanding>> standings =
            new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty asking = new SimpleBooleanProperty(false);
    private Optional<String> planId = Optional.empty();
    private Optional<String> toAttach = Optional.empty();
    private Background.@Nullable Running watching;
    private RunRecorder recorder = new RunRecorder();

    public DeployStep(WizardContext context, Background background) {
        this(context, background, Engine::of, Clock.systemUTC());
    }

    /// @param engines makes what answers in place of the session
    /// @param clock the one that the events' times come from
    public DeployStep(
            WizardContext context,
            Background background,
            Function<Session, Engine> engines,
            Clock clock) {
        super("deploy", context);
        this.clock = clock;
        this.background = background;
        this.engines = engines;
        // also after a failed run: what is there now can be looked at
        completeWhen(() -> context.result().get().isPresent(), context.result());
        attentionWhen(
                () -> state.get() == State.FAILED || state.get() == State.NOT_WATCHING, state);
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Replaced when another run begins.
    public ReadOnlyObjectProperty<RunModel> run() {
        return run.getReadOnlyProperty();
    }

    /// Why the run failed, could not be started, or could not be stopped.
    public ObjectProperty<Optional<Problem>> problem() {
        return problem;
    }

    public ReadOnlyObjectProperty<Optional<Event.RunResult>> result() {
        return context().result();
    }

    /// After a run that failed or was stopped: how far each node has come, read from the machines; empty until they have
    /// answered.
    public ReadOnlyObjectProperty<List<NodeStanding>> standings() {
        return standings.getReadOnlyProperty();
    }

    /// The clock that the times of the run are told by.
    public Clock clock() {
        return clock;
    }

    /// The site's name, for the sentences.
    public String siteName() {
        return context().site().get().map(Site::name).orElse("");
    }

    /// The run to attach to when the step is entered the next time, instead of starting the plan.
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
            context().plan().get().filter(this::isNew).ifPresent(this::start);
        }
    }

    /// Nobody looks any more. The job goes on by itself.
    @Override
    public void closed() {
        if (watching != null) {
            watching.cancel();
        }
    }

    /// Watches the run again after [#letGo]; the log comes from its first byte.
    public void attachAgain() {
        if (!busy()) {
            planId.ifPresent(this::watch);
        }
    }

    /// Starts the plan once more after it could not be started. A job that runs after all is never
    /// started twice: the control plane refuses.
    public void startAgain() {
        if (state.get() == State.FAILED && context().result().get().isEmpty()) {
            context().plan().get().ifPresent(this::start);
        }
    }

    /// Watches the run that another engineer started, instead of a second one beside it (T103).
    public void attachNow(String runId) {
        if (!busy()) {
            watch(runId);
        }
    }

    /// Stops watching. The job goes on by itself on the control plane.
    public void letGo() {
        if (state.get() == State.RUNNING && watching != null) {
            state.set(State.LETTING_GO);
            watching.cancel();
        }
    }

    /// Whether the engineer is being asked if the job shall really be stopped.
    public BooleanProperty asking() {
        return asking;
    }

    /// Ends the job on the control plane. What has begun on an edge node may still go on for a
    /// while (T94); the run is over when its result arrives.
    public void stopJob() {
        asking.set(false);
        Optional<Engine> engine = engine();
        Optional<String> id = planId;
        if (state.get() != State.RUNNING || engine.isEmpty() || id.isEmpty()) {
            return;
        }
        state.set(State.STOPPING);
        background.start(
                () -> {
                    engine.get().cancel(id.get());
                    return id.get();
                },
                stopped -> {},
                this::couldNotStop,
                () -> {});
    }

    private void couldNotStop(Problem found) {
        problem.set(Optional.of(found));
        if (state.get() == State.STOPPING) {
            state.set(State.RUNNING);
        }
    }

    private boolean isNew(DeploymentPlan plan) {
        return !planId.equals(Optional.of(plan.id()));
    }

    private boolean busy() {
        return switch (state.get()) {
            case RUNNING, LETTING_GO, STOPPING -> true;
            case IDLE, NOT_WATCHING, SUCCEEDED, FAILED -> false;
        };
    }

    private Optional<Engine> engine() {
        return context().session().get().map(engines);
    }

    private void start(DeploymentPlan plan) {
        Expected expected = expected(Releases.find(plan.releaseId()), plan.edges().size());
        begin(
                plan.id(),
                new RunModel(expected, phasesOf(plan), plan.edges()),
                (engine, sink) -> engine.deploy(plan, sink));
    }

    private void watch(String runId) {
        List<String> hosts =
                context()
                        .site()
                        .get()
                        .map(site -> site.edges().stream().map(e -> e.hostName().text()).toList())
                        .orElse(List.of());
        Expected expected =
                expected(context().facts().get().flatMap(SiteFacts::release), hosts.size());
        begin(
                runId,
                new RunModel(expected, phasesOf(runId, expected), hosts),
                (engine, sink) -> engine.attach(runId, sink));
    }

    /// What the tasks will take here.
    private Expected expected(Optional<Release> release, int edges) {
        return release.flatMap(known -> engine().map(engine -> engine.expected(known, edges)))
                .orElse(Expected.NOTHING);
    }

    private List<String> phasesOf(String runId, Expected expected) {
        return context()
                .plan()
                .get()
                .filter(plan -> plan.id().equals(runId))
                .map(DeployStep::phasesOf)
                .orElseGet(() -> withVerify(expected.phases()));
    }

    private static List<String> phasesOf(DeploymentPlan plan) {
        return withVerify(plan.phases().stream().map(DeploymentPlan.PlannedPhase::id).toList());
    }

    /// A run looks at its result itself, whether the plan says so or not.
    private static List<String> withVerify(List<String> phases) {
        return Stream.concat(phases.stream(), Stream.of("verify")).distinct().toList();
    }

    private void begin(String id, RunModel model, Job job) {
        Optional<Engine> engine = engine();
        if (engine.isEmpty()) {
            return;
        }
        planId = Optional.of(id);
        run.set(model);
        problem.set(Optional.empty());
        asking.set(false);
        standings.set(List.of());
        context().result().set(Optional.empty());
        var recording = new RunRecorder();
        recorder = recording;
        state.set(State.RUNNING);
        var pump = new EventPump<Event>(background.fx(), model::apply);
        context().site().get().ifPresent(site -> engine.get().change(site));
        watching =
                background.start(
                        () -> job.run(engine.get(), recording.andThen(pump)),
                        result -> {
                            pump.drain();
                            ended(result);
                        },
                        found -> {
                            pump.drain();
                            failed(found);
                        },
                        () -> state.set(State.NOT_WATCHING));
    }

    private void ended(Event.RunResult result) {
        run.get().ended(result);
        context().record().set(Optional.of(recorder.record()));
        context().result().set(Optional.of(result));
        problem.set(result.problem());
        state.set(result.succeeded() ? State.SUCCEEDED : State.FAILED);
        if (!result.succeeded()) {
            lookAtNodes();
        }
    }

    private void lookAtNodes() {
        engine().ifPresent(
                        engine ->
                                background.start(
                                        engine::standings, standings::set, unread -> {}, () -> {}));
    }

    /// The run could not be started or watched; whether the job runs is not known here.
    private void failed(Problem found) {
        problem.set(Optional.of(found));
        state.set(State.FAILED);
    }

    /// Starts or follows a run until its end.
    private interface Job {
        Event.RunResult run(Engine engine, Consumer<Event> sink)
                throws ProblemException, InterruptedException;
    }
}
