package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a job ended, judged by what it printed. Its exit status alone says little: 2 for a variable, a task and an
/// unreachable host alike, 0 also when nothing was done (T99).
final class Verdict {
    private static final int NOT_FOUND = 127;
    private static final int LENGTH = 300;

    /// Less than this is a full disk: nothing of what Ansible writes has room any more.
    private static final long ROOM_KIB = 1024;

    private static final String HOST_FULL = "run.host-disk-full";
    private static final String NO_ANSIBLE = "run.no-ansible";

    private final Release release;
    private final List<String> edges;

    /// @param edges the host names that the run was for
    Verdict(Release release, List<String> edges) {
        this.release = release;
        this.edges = List.copyOf(edges);
    }

    /// @param rest how the edge nodes came to rest after a job that was ended, or died
    /// @return empty when everything that was planned was done
    Optional<Problem> on(Job.State state, Tally tally, Settling.Rest rest) {
        if (!rest.busy().isEmpty()) {
            return problem("run.still-busy", String.join(", ", rest.busy()));
        }
        if (!rest.unseen().isEmpty()) {
            return problem("run.unseen", String.join(", ", rest.unseen()));
        }
        Optional<Problem> problem = judge(state, tally);
        if (problem.isEmpty() || state.stopped()) {
            return problem;
        }
        // what the log says then is the consequence, and it may be torn
        Optional<Event.Result> full =
                tally.failure()
                        .filter(it -> endedBy(tally, it.host()).equals(Optional.of(HOST_FULL)));
        if (full.isPresent()) {
            return problem(HOST_FULL, full.get().host());
        }
        boolean fullHere = state.freeKib().filter(free -> free < ROOM_KIB).isPresent();
        return fullHere ? problem("run.disk-full") : problem;
    }

    private Optional<Problem> judge(Job.State state, Tally tally) {
        if (state.stopped()) {
            return problem("run.stopped");
        }
        if (state.exit().isEmpty()) {
            return problem("run.lost");
        }
        int exit = state.exit().get();
        if (!tally.guarded().isEmpty()) {
            String code = tally.plays() == 0 ? "run.guarded" : "run.join-refused";
            return problem(code, shortened(String.join("; ", tally.guarded())));
        }
        if (exit == NOT_FOUND
                || ended(tally.causes().all().stream()).equals(Optional.of(NO_ANSIBLE))) {
            return problem(NO_ANSIBLE);
        }
        if (tally.failure().isPresent()) {
            return tally.failure().map(failure -> failed(failure, endedBy(tally, failure.host())));
        }
        return exit == 0 ? complete(tally) : Optional.of(broken(exit, tally));
    }

    private static Problem broken(int exit, Tally tally) {
        if (tally.plays() == 0 && tally.complaint().isPresent()) {
            return Problem.of("run.variables", tally.complaint().get());
        }
        return tally.error()
                .map(error -> Problem.of("run.ansible-error", shortened(error)))
                .orElseGet(
                        () ->
                                Problem.of(
                                        "run.script-failed",
                                        Integer.toString(exit),
                                        shortened(tally.lastLine())));
    }

    /// The problem of the first cause that names one and is about this host.
    private static Optional<String> endedBy(Tally tally, String host) {
        return ended(tally.causes().all().stream().filter(cause -> cause.on().contains(host)));
    }

    private static Optional<String> ended(Stream<Cause> causes) {
        return causes.flatMap(cause -> cause.problem().stream()).findFirst();
    }

    private static Problem failed(Event.Result failure, Optional<String> cause) {
        String said = headline(failure.detail());
        if (failure.state() == TaskState.UNREACHABLE) {
            return Problem.of("run.unreachable", failure.host(), said);
        }
        return Problem.of(cause.orElse("run.task-failed"), failure.host(), failure.task(), said);
    }

    private Optional<Problem> complete(Tally tally) {
        if (tally.hosts().isEmpty()) {
            return problem("run.nothing-done");
        }
        var missing = new ArrayList<>(edges);
        missing.removeAll(tally.hosts().keySet());
        if (!missing.isEmpty()) {
            return problem("run.edge-not-in-run", String.join(", ", missing));
        }
        List<String> failed =
                tally.hosts().values().stream()
                        .filter(host -> host.failed() > 0 || host.unreachable() > 0)
                        .map(Event.Recap::host)
                        .toList();
        if (!failed.isEmpty()) {
            return problem("run.host-failed", String.join(", ", failed));
        }
        int planned = release.plays().size();
        return tally.plays() < planned
                ? problem(
                        "run.incomplete",
                        Integer.toString(tally.plays()),
                        Integer.toString(planned))
                : Optional.empty();
    }

    private static Optional<Problem> problem(String code, String... values) {
        return Optional.of(Problem.of(code, values));
    }

    /// The one line of a complaint that says most: the last that calls itself an error, or else the last.
    private static String headline(String detail) {
        List<String> lines = detail.lines().map(String::strip).toList();
        return shortened(
                lines.reversed().stream()
                        .filter(line -> line.regionMatches(true, 0, "error", 0, 5))
                        .findFirst()
                        .orElse(lines.isEmpty() ? "" : lines.getLast()));
    }

    private static String shortened(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    }
}
