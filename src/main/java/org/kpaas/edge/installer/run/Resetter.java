package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.run.Event.PhaseState;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Executes resets on a control plane, as jobs of their own beside which nothing else runs (T103), and watches them.
///
/// Every method blocks. The sink gets all events on the calling thread, in order. Interrupting ends the watching, never
/// the job.
public final class Resetter {
    private static final String JOB = "reset-job";

    private final Journal journal;
    private final Clock clock;
    private final Pace pace;

    public Resetter(Journal journal, Clock clock) {
        this(journal, clock, Pace.NORMAL);
    }

    Resetter(Journal journal, Clock clock, Pace pace) {
        this.journal = journal;
        this.clock = clock;
        this.pace = pace;
    }

    /// Starts the job and watches it to its end.
    ///
    /// @param controlPlane gives the connection; asked again after a lost link
    /// @throws ProblemException     the first of the plan's reasons when it may not start, or why it was not started
    /// @throws InterruptedException when cancelled; a job that was started goes on
    public ResetResult run(ResetPlan plan, HostSource controlPlane, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        if (!plan.mayStart()) {
            throw new ProblemException(plan.blocked().getFirst());
        }
        Instant started = clock.instant();
        var link = new Link(controlPlane, clock, pace, sink);
        var job = new Job(plan.id());
        journal.started(plan, started);
        sink.accept(new Event.Phase(clock.instant(), JOB, PhaseState.RUNNING));
        try {
            start(job, plan, link);
        } catch (ProblemException e) {
            journal.ended(plan.id(), e.problem().code(), clock.instant());
            sink.accept(new Event.Phase(clock.instant(), JOB, PhaseState.FAILED));
            throw e;
        }
        return watch(job, link, started, sink);
    }

    /// The link may be lost after the job was started and before we heard so: then it is not started again.
    private static void start(Job job, ResetPlan plan, Link link)
            throws ProblemException, InterruptedException {
        var asked = new boolean[1];
        link.call(
                host -> {
                    if (!asked[0] || job.state(host).stand() == Job.Stand.ABSENT) {
                        asked[0] = true;
                        job.start(host, plan);
                    }
                    return plan.id();
                });
    }

    /// Watches a reset that this or another laptop started, from the first byte of its log.
    ///
    /// @throws ProblemException `run.absent` when the control plane knows no such job
    public ResetResult attach(String planId, HostSource controlPlane, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        var job = new Job(planId);
        var link = new Link(controlPlane, clock, pace, sink);
        Job.State state = link.call(job::state);
        if (state.stand() == Job.Stand.ABSENT) {
            journal.ended(planId, "run.absent", clock.instant());
            throw new ProblemException(Problem.of("run.absent", planId));
        }
        Instant started = state.started().orElseGet(clock::instant);
        journal.attachedToReset(planId, started);
        return watch(job, link, started, sink);
    }

    private ResetResult watch(Job job, Link link, Instant started, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        sink.accept(new Event.Phase(clock.instant(), JOB, PhaseState.DONE));
        var causes = new RunCauses();
        Consumer<Event> heard = event -> hear(event, causes, sink);
        var reader = new ResetReader(clock, heard);
        Job.State state = new Watch(job, reader, clock, pace, heard, () -> {}).untilOver(link);
        reader.end();
        Optional<Problem> problem = judge(state, reader);
        var result =
                new ResetResult(
                        job.planId(),
                        state.exit(),
                        problem,
                        reader.hosts(),
                        reader.debts(),
                        reader.copies(),
                        started,
                        clock.instant(),
                        causes.explanation(problem));
        journal.ended(job.planId(), problem.map(Problem::code).orElse("succeeded"), result.ended());
        sink.accept(new Event.Cleared(result.ended(), result));
        return result;
    }

    /// Passes an event on, and says when it has told why something goes wrong.
    private void hear(Event event, RunCauses causes, Consumer<Event> sink) {
        causes.accept(event);
        sink.accept(event);
        causes.fresh().forEach(cause -> sink.accept(new Event.CauseSeen(clock.instant(), cause)));
    }

    private static Optional<Problem> judge(Job.State state, ResetReader reader) {
        if (state.stopped()) {
            return Optional.of(Problem.of("reset.stopped"));
        }
        if (state.exit().isEmpty()) {
            return Optional.of(Problem.of("run.lost"));
        }
        String broken = String.join(", ", reader.broken());
        if (reader.stoppedAtEdges()) {
            return Optional.of(Problem.of("reset.edge-failed", broken));
        }
        if (reader.refused()) {
            return Optional.of(Problem.of("reset.refused"));
        }
        int exit = state.exit().get();
        return exit == 0
                ? Optional.empty()
                : Optional.of(Problem.of("reset.incomplete", broken, Integer.toString(exit)));
    }
}
