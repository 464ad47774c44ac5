package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.run.ansible.AnsibleReader;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows a job's log to its end over any number of connections: every byte comes once, in order, on one thread.
final class Watch {
    private static final int WAITING = 64;

    private final Job job;
    private final AnsibleReader reader;
    private final Clock clock;
    private final Pace pace;
    private final Consumer<Event> sink;
    private final Runnable idle;
    private long received;
    private Instant heard;
    private Instant told;

    /// @param reader gets the log from its first byte
    /// @param idle   called now and then while nothing comes
    Watch(
            Job job,
            AnsibleReader reader,
            Clock clock,
            Pace pace,
            Consumer<Event> sink,
            Runnable idle) {
        this.job = job;
        this.reader = reader;
        this.clock = clock;
        this.pace = pace;
        this.sink = sink;
        this.idle = idle;
        heard = clock.instant();
        told = heard;
    }

    /// @return the state of the job when it was over and its whole log was read
    Job.State untilOver(Link link) throws ProblemException, InterruptedException {
        while (true) {
            long before = received;
            Job.State state =
                    link.call(
                            host -> {
                                follow(host);
                                return job.state(host);
                            });
            if (state.stand() == Job.Stand.ABSENT || state.over() && received >= state.size()) {
                return state;
            }
            if (received == before) {
                Thread.sleep(pace.again()); // the follower was ended there; not a reason to hurry
            }
        }
    }

    private void follow(Host host) throws RemoteException, InterruptedException {
        var arrivals = new ArrayBlockingQueue<Arrival>(WAITING);
        long from = received;
        Thread pump = Thread.ofVirtual().name("job-follow").start(() -> pump(host, from, arrivals));
        try {
            while (true) {
                Arrival arrival = arrivals.poll(pace.poll().toMillis(), TimeUnit.MILLISECONDS);
                switch (arrival) {
                    case null -> nothingCame();
                    case Bytes(byte[] bytes) -> accept(bytes);
                    case Over(Outcome _) -> {
                        return;
                    }
                    case Broken(RemoteException problem) -> {
                        if (problem.kind() == RemoteException.Kind.COMMAND_TOO_LONG) {
                            return; // the link is well, and the next follower goes on from here
                        }
                        throw problem;
                    }
                    case Mistake(RuntimeException mistake) -> throw mistake;
                }
            }
        } finally {
            pump.interrupt();
        }
    }

    /// Runs on a thread of its own, so that the reading one notices when nothing comes.
    private void pump(Host host, long from, BlockingQueue<Arrival> arrivals) {
        try {
            Arrival last;
            try {
                last =
                        new Over(
                                host.stream(
                                        job.follow(from),
                                        (stream, bytes) -> {
                                            if (stream == Host.Stream.OUT) {
                                                put(arrivals, bytes);
                                            }
                                        }));
            } catch (RemoteException e) {
                last = new Broken(e);
            } catch (RuntimeException e) {
                last = new Mistake(e);
            }
            arrivals.put(last);
        } catch (InterruptedException notNeededAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    private static void put(BlockingQueue<Arrival> arrivals, byte[] bytes) {
        try {
            arrivals.put(new Bytes(bytes));
        } catch (InterruptedException notNeededAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(byte[] bytes) {
        received += bytes.length;
        heard = clock.instant();
        told = heard;
        reader.feed(bytes);
    }

    private void nothingCame() {
        reader.idle();
        idle.run();
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(pace.quiet()) >= 0) {
            told = now;
            sink.accept(new Event.Quiet(now, Duration.between(heard, now)));
        }
    }

    private sealed interface Arrival {}

    private record Bytes(byte[] bytes) implements Arrival {}

    private record Over(Outcome outcome) implements Arrival {}

    private record Broken(RemoteException problem) implements Arrival {}

    private record Mistake(RuntimeException mistake) implements Arrival {}
}
