package org.kpaas.edge.installer.remote.ssh;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.RemoteException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/// Something that is costly to get and used by many: a connection, an unlocked key. Whoever asks while it is being got
/// waits for the same attempt and shares its end, good or bad. The attempt is given up when nobody waits any more.
final class Shared<T> {
    private final Source<T> source;
    private final Predicate<T> usable;
    private @Nullable T value;
    private @Nullable Attempt attempt;

    /// @param usable whether a value that was got earlier still serves
    Shared(Source<T> source, Predicate<T> usable) {
        this.source = source;
        this.usable = usable;
    }

    T get() throws RemoteException, InterruptedException {
        Attempt joined;
        synchronized (this) {
            if (value != null && usable.test(value)) {
                return value;
            }
            if (attempt == null) {
                attempt = new Attempt();
                attempt.start();
            }
            joined = attempt;
            joined.waiting++;
        }
        try {
            return joined.result.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            leave(joined);
        }
    }

    /// The value got last, usable or not; a running attempt is given up.
    synchronized Optional<T> drop() {
        if (attempt != null) {
            attempt.thread.interrupt();
        }
        Optional<T> last = Optional.ofNullable(value);
        value = null;
        return last;
    }

    private synchronized void leave(Attempt left) {
        left.waiting--;
        if (left.waiting == 0 && !left.result.isDone()) {
            left.thread.interrupt();
            attempt = attempt == left ? null : attempt;
        }
    }

    private synchronized void keep(Attempt from, T got) {
        value = got;
        attempt = attempt == from ? null : attempt;
    }

    private synchronized void forget(Attempt failed) {
        attempt = attempt == failed ? null : attempt;
    }

    private static RemoteException failure(@Nullable Throwable cause) throws InterruptedException {
        switch (cause) {
            case RemoteException known -> {
                return known;
            }
            case InterruptedException given -> throw given;
            case RuntimeException mistake -> throw mistake;
            case null, default -> throw new IllegalStateException(cause);
        }
    }

    interface Source<T> {
        T get() throws RemoteException, InterruptedException;
    }

    private final class Attempt implements Runnable {
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Thread thread = Thread.ofVirtual().name("shared-attempt").unstarted(this);
        private int waiting;

        void start() {
            thread.start();
        }

        @Override
        public void run() {
            try {
                T got = source.get();
                keep(this, got);
                result.complete(got);
            } catch (RemoteException | InterruptedException | RuntimeException | Error e) {
                forget(this);
                result.completeExceptionally(e);
            }
        }
    }
}
