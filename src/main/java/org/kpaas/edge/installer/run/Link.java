package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/// The way to the control plane, which comes back when it is lost, however long that takes. For one thread.
final class Link {
    private static final Set<Kind> PASSING =
            EnumSet.of(
                    Kind.LOST,
                    Kind.TIMED_OUT,
                    Kind.REFUSED,
                    Kind.NO_ROUTE,
                    Kind.UNKNOWN_NAME,
                    Kind.NOT_SSH,
                    Kind.COMMAND_TOO_LONG);

    private final HostSource source;
    private final Clock clock;
    private final Pace pace;
    private final Consumer<Event> sink;
    private boolean lost;
    private int tries;

    Link(HostSource source, Clock clock, Pace pace, Consumer<Event> sink) {
        this.source = source;
        this.clock = clock;
        this.pace = pace;
        this.sink = sink;
    }

    /// Does something over the link, and again from its start each time the link was lost in between.
    ///
    /// @throws ProblemException     what the call itself throws, or when the host does not let us in any more
    /// @throws InterruptedException when cancelled, also while waiting for the link
    <T> T call(Call<T> call) throws ProblemException, InterruptedException {
        while (true) {
            try {
                return call.on(host());
            } catch (RemoteException e) {
                if (!passing(e.kind())) {
                    throw e;
                }
                waitAfter(e);
            }
        }
    }

    /// A connection may look alive for a while after it was lost: only an answer says that it is back.
    private Host host() throws ProblemException, InterruptedException {
        Host host = source.get();
        if (lost) {
            host.roundTrip();
            lost = false;
            tries = 0;
            sink.accept(new Event.LinkBack(clock.instant()));
        }
        return host;
    }

    private void waitAfter(RemoteException e) throws InterruptedException {
        Duration wait = pace.backoff(tries);
        tries++;
        lost = true;
        sink.accept(new Event.LinkLost(clock.instant(), e.problem(), wait));
        Thread.sleep(wait);
    }

    /// Whether waiting may help. A wrong password or a changed host key will not go away by itself.
    private static boolean passing(Kind kind) {
        return PASSING.contains(kind);
    }

    /// Something to do on the host; done again when the link was lost on the way.
    interface Call<T> {
        T on(Host host) throws ProblemException, InterruptedException;
    }
}
