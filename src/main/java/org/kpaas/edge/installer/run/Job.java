package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.run.ansible.CallbackPlugin;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A job on the control plane, as our scripts handle it.
record Job(String planId) {
    /// The follower's exit status where the control plane lacks Python 3, without which there is no Ansible either.
    static final int NO_PYTHON = 127;

    /// A follower ends by itself with the job; this only ends one that was forgotten. Watching goes on with the next.
    private static final Duration FOLLOW_LIMIT = Duration.ofHours(6);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// What the login shell runs for a reset.
    static final String RESET = "exec sh \"$kpaas_edge_job/program\"";

    enum Stand {
        RUNNING,
        ENDED,
        /// it died without an exit status: power cut, killed
        LOST,
        ABSENT
    }

    /// @param exit    empty unless `ENDED`
    /// @param stopped whether somebody asked for its end
    /// @param size    of the log, in bytes
    /// @param started by the control plane's clock
    /// @param freeKib of the disk that holds the log, when the job ended
    record State(
            Stand stand,
            Optional<Integer> exit,
            boolean stopped,
            long size,
            Optional<Instant> started,
            Optional<Long> freeKib) {
        boolean over() {
            return stand == Stand.ENDED || stand == Stand.LOST;
        }
    }

    /// @param line  what the login shell runs
    /// @param guard what has to be true before Ansible starts
    /// @throws ProblemException with the reason when it was not started
    void start(Host host, String line, Guard guard, String release, List<String> edges)
            throws ProblemException, InterruptedException {
        var beside =
                new TreeMap<>(
                        Map.of(
                                "EVENTS",
                                CallbackPlugin.text(),
                                "GATE",
                                Secret.of(Script.named("join-gate").body())));
        start(host, beside, line, guard.lines(), release, edges);
    }

    /// Starts a reset: a script of ours, which lies beside the job's log.
    ///
    /// @throws ProblemException with the reason when it was not started
    void start(Host host, ResetPlan plan) throws ProblemException, InterruptedException {
        var parts =
                new TreeMap<>(
                        Map.of(
                                "CLEAR", Secret.of(Script.named("clear").body()),
                                "PLAN", Secret.of(plan.lines())));
        var beside = new TreeMap<>(Map.of("PROGRAM", Script.named("reset-job").given(parts)));
        start(host, beside, RESET, "", plan.releaseId(), plan.names());
    }

    private void start(
            Host host,
            SortedMap<String, Secret> beside,
            String line,
            String guard,
            String release,
            List<String> edges)
            throws ProblemException, InterruptedException {
        var arguments = new ArrayList<>(List.of(planId, line, guard, release));
        arguments.addAll(edges);
        Answer answer = Answer.ask(host, "job-start", beside, arguments.toArray(String[]::new));
        if (!answer.has("job.started", "yes")) {
            throw new ProblemException(refusal(answer));
        }
    }

    private Problem refusal(Answer answer) {
        return switch (answer.text("job.refused")) {
            case "running" -> running(answer);
            case "exists" -> Problem.of("run.already-started", planId);
            case "busy" -> Problem.of("run.start-busy");
            default -> Problem.of("run.not-started", planId);
        };
    }

    private static Problem running(Answer answer) {
        String since =
                answer.number("job.since")
                        .map(Instant::ofEpochSecond)
                        .map(at -> TIME.format(at.atZone(ZoneId.systemDefault())))
                        .orElse("?");
        String pid = answer.text("job.pid");
        String who = answer.value("job.who").orElse("?");
        return answer.value("job.plan")
                .map(plan -> Problem.of("run.already-running", plan, who, since, pid))
                .orElseGet(() -> Problem.of("run.ansible-running", pid, who, since));
    }

    State state(Host host) throws ProblemException, InterruptedException {
        Answer answer = Answer.ask(host, "job-state", planId);
        Stand stand =
                switch (answer.text("job.state")) {
                    case "running" -> Stand.RUNNING;
                    case "ended" -> Stand.ENDED;
                    case "lost" -> Stand.LOST;
                    default -> Stand.ABSENT;
                };
        return new State(
                stand,
                answer.number("job.exit").map(Long::intValue),
                answer.has("job.stopped", "yes"),
                answer.number("job.size").orElse(0L),
                answer.number("job.started").map(Instant::ofEpochSecond),
                answer.number("job.free"));
    }

    /// @return whether it ran and has ended
    boolean stop(Host host) throws ProblemException, InterruptedException {
        return Answer.ask(host, "job-stop", planId).has("job.stopped", "yes");
    }

    /// Prints the log and, beside it, the plugin's events until the job has ended.
    ///
    /// @param log where to begin, in bytes
    /// @param events the same for the events
    Command follow(long log, long events) {
        return Script.named("job-follow")
                .with(FOLLOW_LIMIT, planId, Long.toString(log), Long.toString(events));
    }
}
