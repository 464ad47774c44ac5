package org.kpaas.edge.installer.run;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// After the end of a job that did not come to its own end: follows the edge nodes until nothing works there any more,
/// because what was begun on them goes on without Ansible (T94).
final class Settling {
    /// @param busy   nodes on which something still worked when the limit passed
    /// @param unseen nodes that could not be looked at
    record Rest(List<String> busy, List<String> unseen) {
        Rest {
            busy = List.copyOf(busy);
            unseen = List.copyOf(unseen);
        }
    }

    /// One look may fall between two programs.
    private static final int ENOUGH = 2;

    /// A node that the laptop never sees is not waited for to the end.
    private static final int MISSES = 3;

    private final Lookout lookout;
    private final Pace pace;
    private final Consumer<Event> sink;
    private final Map<String, Integer> quiet = new LinkedHashMap<>();
    private final Map<String, Integer> missed = new HashMap<>();

    Settling(List<String> hosts, Edges edges, Clock clock, Pace pace, Consumer<Event> sink) {
        lookout = new Lookout(edges, clock);
        this.pace = pace;
        this.sink = sink;
        hosts.forEach(host -> quiet.put(host, 0));
    }

    /// @throws InterruptedException when cancelled; what the nodes do goes on
    Rest untilAtRest() throws InterruptedException {
        long limit = System.nanoTime() + pace.rest().toNanos();
        try (lookout) {
            while (!open().isEmpty() && System.nanoTime() < limit) {
                lookout.ask(open());
                Thread.sleep(pace.look());
                lookout.collect(this::heard);
            }
        }
        List<String> left = working();
        return new Rest(
                left.stream().filter(host -> !missed.containsKey(host)).toList(),
                left.stream().filter(missed::containsKey).toList());
    }

    private List<String> open() {
        return working().stream().filter(host -> missed.getOrDefault(host, 0) < MISSES).toList();
    }

    private List<String> working() {
        return quiet.entrySet().stream()
                .filter(host -> host.getValue() < ENOUGH)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void heard(Event event) {
        switch (event) {
            case Event.EdgeSeen seen -> {
                missed.remove(seen.host());
                int before = quiet.getOrDefault(seen.host(), 0);
                quiet.put(seen.host(), seen.look().atRest() ? before + 1 : 0);
            }
            case Event.EdgeUnseen unseen -> {
                missed.merge(unseen.host(), 1, Integer::sum);
                quiet.put(unseen.host(), 0);
            }
            default -> {}
        }
        sink.accept(event);
    }
}
