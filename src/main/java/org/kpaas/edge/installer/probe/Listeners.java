package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.probe.Flow.Spot;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Subject;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final Map<Subject, Set<String>> words = new HashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    Listeners(List<Flow> flows) {
        for (Flow flow : flows) {
            for (Spot spot : flow.listeners()) {
                words.computeIfAbsent(spot.host(), host -> new TreeSet<>()).add(spot.word());
            }
        }
    }

    /// Starts all of them and waits until each is up or cannot be.
    void open(Seats seats, String nonce) throws InterruptedException {
        var up = new CountDownLatch(words.size());
        words.forEach(
                (host, targets) -> {
                    var arguments = new ArrayList<>(List.of(Integer.toString(SECONDS), nonce));
                    arguments.addAll(targets);
                    threads.add(
                            Thread.ofVirtual()
                                    .name("probe-listener " + host.id())
                                    .start(() -> listen(seats, host, arguments, up)));
                });
        up.await(START.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return `ready`, `in-use`, `denied`, `no-address`, `no-tool`, or empty when the host was not reached
    String state(Spot spot) {
        return states.getOrDefault(key(spot.host(), spot.word()), "");
    }

    private void listen(Seats seats, Subject host, List<String> arguments, CountDownLatch up) {
        var lines = new ByteArrayOutputStream();
        try {
            Seats.Seat seat = seats.on(host, "listen", LIMIT, arguments);
            seat.host().stream(
                    seat.command(),
                    (from, bytes) -> {
                        if (from == Host.Stream.OUT && up(host, lines, bytes)) {
                            up.countDown();
                        }
                    });
        } catch (RemoteException unreached) {
            // its listeners have no state then
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            up.countDown();
        }
    }

    /// @return true once, when the last line of the start has come
    private boolean up(Subject host, ByteArrayOutputStream lines, byte[] bytes) {
        String before = lines.toString(StandardCharsets.UTF_8);
        lines.writeBytes(bytes);
        String now = lines.toString(StandardCharsets.UTF_8);
        if (before.contains("listen.ready=yes\n") || !now.contains("listen.ready=yes\n")) {
            return false;
        }
        for (String line : now.lines().toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("listen.") && equals > 0) {
                String word = line.substring("listen.".length(), equals).replaceFirst("\\.", ":");
                states.put(key(host, word), line.substring(equals + 1));
            }
        }
        return true;
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
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
