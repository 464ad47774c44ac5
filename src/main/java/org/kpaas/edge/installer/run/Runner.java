package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.DeploymentPlan.PlannedPhase;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.run.Event.PhaseState;
import org.kpaas.edge.installer.run.Event.RunResult;
import org.kpaas.edge.installer.run.ansible.Progress;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Executes plans on a control plane. The platform's script runs there as a job of its own; this only watches it, as
/// often and from as many laptops as one likes.
///
/// Every method blocks. The sink gets all events on the calling thread, in order. Interrupting ends the watching, never
/// the job.
public final class Runner {
    private static final String JOB = "job";
    private static final String VERIFY = "verify";

    private final Journal journal;
    private final RunTimes times;
    private final Edges edges;
    private final Machines machines;
    private final Clock clock;
    private final Pace pace;

    /// @param edges    the way to the edge nodes, to look at them while Ansible is silent and after a stop
    /// @param machines the way to all hosts, to compare them before and after the hardening
    public Runner(Journal journal, RunTimes times, Edges edges, Machines machines, Clock clock) {
        this(journal, times, edges, machines, clock, Pace.NORMAL);
    }

    Runner(
            Journal journal,
            RunTimes times,
            Edges edges,
            Machines machines,
            Clock clock,
            Pace pace) {
        this.journal = journal;
        this.times = times;
        this.edges = edges;
        this.machines = machines;
        this.clock = clock;
        this.pace = pace;
    }

    /// Writes the plan's files, starts its job and watches it to the end.
    ///
    /// @param controlPlane gives the connection; asked again after a lost link
    /// @return how it ended; a failed run is a result, not an exception
    /// @throws ProblemException     when the job was not started, or the control plane does not let us in any more
    /// @throws InterruptedException when cancelled; a job that was started goes on
    public RunResult run(
            DeploymentPlan plan,
            HostSource controlPlane,
            Afterwards afterwards,
            Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        Release release = release(plan.releaseId());
        Instant started = clock.instant();
        var link = new Link(controlPlane, clock, pace, sink);
        journal.started(plan, started);
        try (var hardening = new HardeningWatch(machines)) {
            try {
                Keepsakes.keep(machines);
                begin(plan, controlPlane.get(), link, sink);
            } catch (ProblemException e) {
                journal.ended(plan.id(), e.problem().code(), clock.instant());
                throw e;
            }
            var watched = new Watched(new Job(plan.id()), release, plan.edges(), started);
            return watch(watched, link, hardening, afterwards, sink);
        }
    }

    /// Watches a job that this or another laptop started, from the first byte of its log.
    ///
    /// @param edges the host names that the run is for
    /// @throws ProblemException `run.absent` when the control plane knows no such job
    public RunResult attach(
            String planId,
            Release release,
            List<String> edges,
            HostSource controlPlane,
            Afterwards afterwards,
            Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        var job = new Job(planId);
        var link = new Link(controlPlane, clock, pace, sink);
        Job.State state = link.call(job::state);
        if (state.stand() == Job.Stand.ABSENT) {
            journal.ended(planId, "run.absent", clock.instant());
            throw new ProblemException(Problem.of("run.absent", planId));
        }
        Instant started = state.started().orElseGet(clock::instant);
        journal.attached(planId, release.id(), edges, started);
        sink.accept(new Event.Phase(clock.instant(), JOB, PhaseState.DONE));
        try (var hardening = HardeningWatch.late(machines)) {
            var watched = new Watched(job, release, edges, started);
            return watch(watched, link, hardening, afterwards, sink);
        }
    }

    /// Ends a job with everything it has started on the control plane. What runs on the edge nodes at that moment goes
    /// on there (T94): whoever watches the run follows them until they rest.
    ///
    /// @return false when it did not run any more
    public boolean stop(String planId, HostSource controlPlane)
            throws ProblemException, InterruptedException {
        return new Job(planId).stop(controlPlane.get());
    }

    private static Release release(String id) throws ProblemException {
        return Releases.find(id)
                .orElseThrow(() -> new ProblemException(Problem.of("run.unknown-release", id)));
    }

    private void begin(DeploymentPlan plan, Host host, Link link, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        for (PlannedPhase phase : plan.phases()) {
            Optional<Change.RunJob> job = job(phase);
            boolean ours = job.isPresent() || phase.changes().stream().anyMatch(Runner::isFile);
            if (ours) {
                doing(
                        phase.id(),
                        sink,
                        () -> {
                            new FileChanges(host)
                                    .apply(
                                            phase.changes(),
                                            (path, copy) -> backedUp(host, path, copy, sink));
                            if (job.isPresent()) {
                                start(plan, job.get(), link);
                            }
                        });
            }
        }
    }

    private void backedUp(Host host, String path, String copy, Consumer<Event> sink) {
        sink.accept(new Event.BackedUp(clock.instant(), host.access().host(), path, copy));
    }

    private static Optional<Change.RunJob> job(PlannedPhase phase) {
        return phase.changes().stream()
                .filter(Change.RunJob.class::isInstance)
                .map(Change.RunJob.class::cast)
                .findFirst();
    }

    private static boolean isFile(Change change) {
        return change instanceof Change.WriteFile || change instanceof Change.RestoreFile;
    }

    /// The link may be lost after the job was started and before we heard so: then it is not started again.
    private static void start(DeploymentPlan plan, Change.RunJob order, Link link)
            throws ProblemException, InterruptedException {
        var job = new Job(plan.id());
        var asked = new boolean[1];
        link.call(
                host -> {
                    if (!asked[0] || job.state(host).stand() == Job.Stand.ABSENT) {
                        asked[0] = true;
                        writeDown(host, plan);
                        job.start(
                                host, order.line(), order.guard(), plan.releaseId(), plan.edges());
                    }
                    return plan.id();
                });
    }

    /// A later reset has to know every node that a run was for (T84), so it is written down before the run begins.
    private static void writeDown(Host host, DeploymentPlan plan)
            throws ProblemException, InterruptedException {
        var arguments = new ArrayList<>(List.of(plan.id(), plan.releaseId()));
        plan.site().edges().stream()
                .filter(edge -> plan.edges().contains(edge.hostName().text()))
                .map(edge -> edge.hostName() + "=" + edge.address())
                .forEach(arguments::add);
        Answer.ask(host, "ledger", arguments.toArray(String[]::new));
    }

    private RunResult watch(
            Watched run,
            Link link,
            HardeningWatch hardening,
            Afterwards afterwards,
            Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        var tally = new Tally();
        Consumer<Event> heard = event -> hear(event, tally, sink);
        Job.State state = followed(run, link, heard);
        Optional<Problem> problem =
                new Verdict(run.release(), run.edges())
                        .on(state, tally, settled(run, state, heard));
        if (problem.isEmpty()) {
            problem = verified(afterwards, sink);
        }
        Optional<Hardening> hardened =
                tally.hardened() ? Optional.of(hardening.after()) : Optional.empty();
        var result =
                new RunResult(
                        run.job().planId(),
                        problem.isEmpty(),
                        state.exit(),
                        problem,
                        tally.hosts(),
                        tally.doubts(),
                        run.started(),
                        clock.instant(),
                        hardened,
                        tally.causes().explanation(problem));
        journal.ended(
                result.planId(), problem.map(Problem::code).orElse("succeeded"), result.ended());
        sink.accept(new Event.Ended(result.ended(), result));
        return result;
    }

    /// Passes an event on, and says when it has told why something goes wrong.
    private void hear(Event event, Tally tally, Consumer<Event> sink) {
        tally.accept(event);
        sink.accept(event);
        tally.causes()
                .fresh()
                .forEach(cause -> sink.accept(new Event.CauseSeen(clock.instant(), cause)));
    }

    /// Reads the log to its end, and looks at the edge nodes while it is silent.
    private Job.State followed(Watched run, Link link, Consumer<Event> heard)
            throws ProblemException, InterruptedException {
        Expected expected = times.expected(run.release(), run.edges().size());
        try (var watchdog = new Watchdog(expected, run.edges(), edges, clock, heard)) {
            Consumer<Event> seen =
                    event -> {
                        watchdog.accept(event);
                        heard.accept(event);
                    };
            var progress = new Progress(run.release(), clock, seen);
            Job.State state =
                    new Watch(run.job(), progress, clock, pace, seen, watchdog::tell)
                            .untilOver(link);
            progress.end();
            times.add(run.job().planId(), run.release().id(), run.edges().size(), progress.times());
            return state;
        }
    }

    /// A job that was ended, or died, leaves edge nodes at work (T94).
    private Settling.Rest settled(Watched run, Job.State state, Consumer<Event> sink)
            throws InterruptedException {
        List<String> left =
                state.stopped() || state.stand() == Job.Stand.LOST ? run.edges() : List.of();
        return new Settling(left, edges, clock, pace, sink).untilAtRest();
    }

    /// The state becomes right a moment after the script's end, or it does not.
    private Optional<Problem> verified(Afterwards afterwards, Consumer<Event> sink)
            throws InterruptedException {
        tell(VERIFY, PhaseState.RUNNING, sink);
        long limit = System.nanoTime() + pace.afterwards().toNanos();
        Optional<Problem> problem = look(afterwards);
        while (problem.isPresent() && System.nanoTime() < limit) {
            Thread.sleep(pace.again());
            problem = look(afterwards);
        }
        tell(VERIFY, problem.isEmpty() ? PhaseState.DONE : PhaseState.FAILED, sink);
        return problem;
    }

    private static Optional<Problem> look(Afterwards afterwards) throws InterruptedException {
        try {
            return afterwards.look();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    private void doing(String phase, Consumer<Event> sink, Step step)
            throws ProblemException, InterruptedException {
        tell(phase, PhaseState.RUNNING, sink);
        try {
            step.take();
        } catch (ProblemException e) {
            tell(phase, PhaseState.FAILED, sink);
            throw e;
        }
        tell(phase, PhaseState.DONE, sink);
    }

    private void tell(String phase, PhaseState state, Consumer<Event> sink) {
        sink.accept(new Event.Phase(clock.instant(), phase, state));
    }

    private interface Step {
        void take() throws ProblemException, InterruptedException;
    }

    private record Watched(Job job, Release release, List<String> edges, Instant started) {}
}
