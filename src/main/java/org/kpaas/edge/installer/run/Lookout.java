package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Asks edge nodes what they are doing, each on a thread of its own, so that one that hangs holds up nobody. The answers
/// wait until they are collected: the sink of a run hears everything on one thread.
final class Lookout implements AutoCloseable {
    private final Edges edges;
    private final Clock clock;
    private final Queue<Event> answers = new ConcurrentLinkedQueue<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Long> first = new HashMap<>();

    Lookout(Edges edges, Clock clock) {
        this.edges = edges;
        this.clock = clock;
    }

    /// Asks those that have no question open.
    void ask(List<String> hosts) {
        for (String host : hosts) {
            if (asked.add(host)) {
                start(
                        () -> {
                            try {
                                answers.add(look(host));
                            } finally {
                                asked.remove(host);
                            }
                        });
            }
        }
    }

    /// Does a question of another kind in the same way.
    void ask(Question question) {
        start(() -> answers.add(question.answer()));
    }

    private void start(Work work) {
        threads.removeIf(thread -> !thread.isAlive());
        threads.add(
                Thread.ofVirtual()
                        .name("edge-look")
                        .start(
                                () -> {
                                    try {
                                        work.go();
                                    } catch (InterruptedException notNeededAnyMore) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    private Event look(String host) throws InterruptedException {
        try {
            EdgeLook look = edges.look(host);
            return new Event.EdgeSeen(clock.instant(), host, look, 0);
        } catch (ProblemException e) {
            return new Event.EdgeUnseen(clock.instant(), host, e.problem());
        }
    }

    /// Hands over what has come in, on the calling thread.
    void collect(Consumer<Event> to) {
        for (Event next = answers.poll(); next != null; next = answers.poll()) {
            to.accept(next instanceof Event.EdgeSeen seen ? counted(seen) : next);
        }
    }

    /// With what came in since the first look at that node.
    private Event counted(Event.EdgeSeen seen) {
        long now = seen.look().received().orElse(0L);
        long before = first.computeIfAbsent(seen.host(), host -> now);
        return new Event.EdgeSeen(seen.at(), seen.host(), seen.look(), Math.max(0, now - before));
    }

    /// Nobody waits for the open answers any more.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    interface Question {
        Event answer() throws InterruptedException;
    }

    private interface Work {
        void go() throws InterruptedException;
    }
}
