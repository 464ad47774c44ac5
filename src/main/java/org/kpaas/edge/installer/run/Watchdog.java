package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// While Ansible is silent, asks the edge nodes that the running task works on what they are doing; when a task takes
/// much longer than it should, says so, and whether the control plane still reaches those nodes: Ansible would wait for
/// hours for one that it does not (T24, T104). For one thread.
final class Watchdog implements AutoCloseable {
    /// How much longer than expected a task may take before it is worth a word.
    private static final int FACTOR = 3;

    private static final Duration LEAST = Duration.ofSeconds(30);

    private final Expected expected;
    private final List<String> hosts;
    private final Edges edges;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final Lookout lookout;
    private final Set<String> finished = new HashSet<>();
    private Optional<Event.Now> now = Optional.empty();

    /// @param expected how long the tasks take, by earlier runs or by the release's record
    /// @param hosts    the edge nodes of the run
    Watchdog(
            Expected expected, List<String> hosts, Edges edges, Clock clock, Consumer<Event> sink) {
        this.expected = expected;
        this.hosts = List.copyOf(hosts);
        this.edges = edges;
        this.clock = clock;
        this.sink = sink;
        lookout = new Lookout(edges, clock);
    }

    void accept(Event event) {
        switch (event) {
            case Event.Now task -> {
                now = Optional.of(task);
                finished.clear();
            }
            case Event.Result result when isOfNow(result) -> finished.add(result.host());
            case Event.Quiet quiet -> silent(quiet.since());
            default -> {}
        }
    }

    /// Tells what the nodes have answered; to be called now and then.
    void tell() {
        lookout.collect(sink);
    }

    private boolean isOfNow(Event.Result result) {
        return now.filter(
                        task ->
                                task.play() == result.play()
                                        && task.role().equals(result.role())
                                        && task.task().equals(result.task()))
                .isPresent();
    }

    private void silent(Duration since) {
        List<String> concerned = concerned();
        lookout.ask(concerned);
        now.ifPresent(
                task -> {
                    Duration limit = limit(task);
                    if (since.compareTo(limit) >= 0) {
                        lookout.ask(() -> overdue(task.task(), since, limit, concerned));
                    }
                });
    }

    /// Those whose result of the running task is not there yet; nobody while the control plane works by itself.
    private List<String> concerned() {
        return now.filter(task -> expected.onEdges(task.play())).isPresent()
                ? hosts.stream().filter(host -> !finished.contains(host)).toList()
                : List.of();
    }

    private Event overdue(String task, Duration since, Duration limit, List<String> concerned)
            throws InterruptedException {
        var unreached = new ArrayList<String>();
        for (String host : concerned) {
            try {
                if (!edges.reached(host)) {
                    unreached.add(host);
                }
            } catch (ProblemException controlPlaneDoesNotTell) {
                break; // the run itself says when the link is lost
            }
        }
        return new Event.Overdue(clock.instant(), task, since, limit, unreached);
    }

    private Duration limit(Event.Now now) {
        int step = expected.find(now.play(), now.role(), now.task(), 0);
        long seconds = step < 0 ? 0 : Math.round(expected.steps().get(step).seconds() * FACTOR);
        return seconds > LEAST.toSeconds() ? Duration.ofSeconds(seconds) : LEAST;
    }

    @Override
    public void close() {
        lookout.close();
    }
}
