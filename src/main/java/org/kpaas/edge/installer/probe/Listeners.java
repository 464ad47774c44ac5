package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.probe.Flow.Spot;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The listeners of one probe, one process per host. They end when closed, and by themselves when the link is lost.
final class Listeners implements AutoCloseable {
    private static final int SECONDS = 25;
    private static final Duration LIMIT = Duration.ofSeconds(SECONDS + 10);
    private static final Duration START = Duration.ofSeconds(8);
    private static final Duration END = Duration.ofSeconds(5);
    private static final String WORD = "listen.";
    private static final String READY = WORD + "ready=";

    private final Map<Subject, Set<String>> words = new LinkedHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    Listeners(List<Flow> flows) {
        for (Flow flow : flows) {
            for (Spot spot : flow.listeners()) {
                words.computeIfAbsent(spot.host(), host -> new TreeSet<>()).add(spot.word());
            }
        }
    }

    /// Starts all of them and waits until each is up or cannot be, eight seconds at most.
    void open(Seats seats, String nonce) throws InterruptedException {
        var arguments = new LinkedHashMap<Subject, List<String>>();
        words.forEach(
                (host, targets) -> {
                    var said = new ArrayList<>(List.of("listen", Integer.toString(SECONDS), nonce));
                    said.addAll(targets);
                    arguments.put(host, said);
                });
        List<Seat> all = seats.on(arguments, LIMIT);
        var waiting = ConcurrentHashMap.<Subject>newKeySet();
        all.forEach(seat -> waiting.addAll(seat.hosts()));
        var up = new CountDownLatch(waiting.size());
        for (Seat seat : all) {
            threads.add(
                    Thread.ofVirtual()
                            .name("probe-listener " + seat.access().host())
                            .start(() -> listen(seat, waiting, up)));
        }
        up.await(START.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return `ready`, `in-use`, `denied`, `no-address`, `no-tool`, or empty when the host was not reached
    String state(Spot spot) {
        return states.getOrDefault(key(spot.host(), spot.word()), "");
    }

    /// @param waiting the hosts whose listeners nobody has heard of yet
    private void listen(Seat seat, Set<Subject> waiting, CountDownLatch up) {
        try {
            seat.run(
                    (host, line) -> {
                        take(host, line);
                        if (line.startsWith(READY) && waiting.remove(host)) {
                            up.countDown();
                        }
                    });
        } catch (RemoteException unreached) {
            // its listeners have no state then
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            seat.hosts().stream().filter(waiting::remove).forEach(host -> up.countDown());
        }
    }

    private void take(Subject host, String line) {
        int equals = line.indexOf('=');
        if (line.startsWith(WORD) && equals > 0) {
            String word = line.substring(WORD.length(), equals).replaceFirst("\\.", ":");
            states.put(key(host, word), line.substring(equals + 1));
        }
    }

    private static String key(Subject host, String word) {
        return host.id() + " " + word;
    }

    /// Ends them all and waits until they have ended; an interrupt meanwhile is kept for the caller.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(END);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
