package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows a job's log and its plugin's events to their ends over any number of connections: every
/// byte of each comes once, in order, on one thread.
final class Watch {
    private static final int WAITING = 64;

    private final Job job;
    private final Reading reading;
    private final Clock clock;
    private final Pace pace;
    private final Consumer<Event> sink;
    private final Runnable idle;
    private Instant heard;
    private Instant told;

    /// @param reading gets both from their first bytes
    /// @param idle called now and then while nothing comes
    Watch(Job job, Reading reading, Clock clock, Pace pace, Consumer<Event> sink, Runnable idle) {
        this.job = job;
        this.reading = reading;
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
            long before = reading.logOffset();
            Job.State state =
                    link.call(
                            host -> {
                                follow(host);
                                return job.state(host);
                            });
            if (state.stand() == Job.Stand.ABSENT
                    || state.over() && reading.logOffset() >= state.size()) {
                return state;
            }
            if (reading.logOffset() == before) {
                Thread.sleep(pace.again()); // the follower was ended there; not a reason to hurry
            }
        }
    }

    private void follow(Host host) throws ProblemException, InterruptedException {
        var arrivals = new ArrayBlockingQueue<Arrival>(WAITING);
        reading.again();
        Command follower = job.follow(reading.logOffset(), reading.eventsOffset());
        Thread pump =
                Thread.ofVirtual().name("job-follow").start(() -> pump(host, follower, arrivals));
        try {
            while (true) {
                Arrival arrival = arrivals.poll(pace.poll().toMillis(), TimeUnit.MILLISECONDS);
                switch (arrival) {
                    case null -> nothingCame();
                    case Bytes(Host.Stream from, byte[] bytes) -> accept(from, bytes);
                    case Over(Outcome outcome) -> {
                        if (outcome.exit() == Job.NO_PYTHON) {
                            throw new ProblemException(Problem.of("run.no-python", job.planId()));
                        }
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
    private void pump(Host host, Command follower, BlockingQueue<Arrival> arrivals) {
        try {
            Arrival last;
            try {
                last =
                        new Over(
                                host.stream(
                                        follower,
                                        (stream, bytes) ->
                                                put(arrivals, new Bytes(stream, bytes))));
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

    private static void put(BlockingQueue<Arrival> arrivals, Bytes bytes) {
        try {
            arrivals.put(bytes);
        } catch (InterruptedException notNeededAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    /// A sign of life of the follower is none of the job.
    private void accept(Host.Stream from, byte[] bytes) {
        long before = reading.logOffset() + reading.eventsOffset();
        if (from == Host.Stream.OUT) {
            reading.log(bytes);
        } else {
            reading.events(bytes);
        }
        if (reading.logOffset() + reading.eventsOffset() > before) {
            heard = clock.instant();
            told = heard;
        }
    }

    private void nothingCame() {
        reading.idle();
        idle.run();
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(pace.quiet()) >= 0) {
            told = now;
            sink.accept(new Event.Quiet(now, Duration.between(heard, now)));
        }
    }

    private sealed interface Arrival {}

    private record Bytes(Host.Stream from, byte[] bytes) implements Arrival {}

    private record Over(Outcome outcome) implements Arrival {}

    private record Broken(RemoteException problem) implements Arrival {}

    private record Mistake(RuntimeException mistake) implements Arrival {}
}
