package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host.Stream;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.Access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// One command from its start to its end. All of the library's calls run on threads of our own (see [Aside]); the
/// caller only waits.
final class Exchange {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int CHUNK = 32 * 1024;
    private static final int COMPLAINT_LIMIT = 4096;

    private final Access access;
    private final Link link;
    private final Command command;
    private final BiConsumer<Stream, byte[]> output;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Limited complaint = new Limited(COMPLAINT_LIMIT);
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile Session.@Nullable Command channel;
    private volatile boolean ended;

    Exchange(Access access, Link link, Command command, BiConsumer<Stream, byte[]> output) {
        this.access = access;
        this.link = link;
        this.command = command;
        this.output = output;
    }

    Outcome run() throws RemoteException, InterruptedException {
        long start = System.nanoTime();
        Thread.ofVirtual().name("ssh-exchange").start(this::talk);
        try {
            int status = exit.get(command.limit().toMillis(), TimeUnit.MILLISECONDS);
            refuseExpired(status);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return new Outcome(status, new byte[0], new byte[0], false, took);
        } catch (TimeoutException e) {
            end();
            throw new RemoteException(Kind.COMMAND_TOO_LONG, access.label(), command.line());
        } catch (InterruptedException e) {
            end();
            throw e;
        } catch (ExecutionException e) {
            end();
            throw failure(e.getCause());
        }
    }

    private RemoteException failure(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException mistake && !(cause instanceof Gone)) {
            throw mistake; // of whoever takes the output
        }
        return new RemoteException(
                Kind.LOST, access.label(), cause == null ? new IOException() : cause);
    }

    private void talk() {
        try (Session session = link.client().startSession()) {
            Session.Command running = session.exec(command.line());
            channel = running;
            if (ended) {
                end(running);
            }
            Thread feeder = Thread.ofVirtual().name("ssh-stdin").start(() -> feed(running));
            Thread errors =
                    Thread.ofVirtual()
                            .name("ssh-stderr")
                            .start(() -> drain(Stream.ERR, running.getErrorStream()));
            drain(Stream.OUT, running.getInputStream());
            errors.join();
            running.join();
            feeder.join();
            exit.complete(status(running));
        } catch (IOException | IllegalStateException e) { // the latter: not connected any more
            exit.completeExceptionally(new Gone(e));
        } catch (InterruptedException | RuntimeException | Error e) {
            exit.completeExceptionally(e);
        }
    }

    /// A program may end without reading everything; then there is nobody to tell.
    private void feed(Session.Command running) {
        byte[] bytes = command.stdin().utf8();
        try (OutputStream stdin = running.getOutputStream()) {
            stdin.write(bytes);
        } catch (IOException unread) {
            // what matters is how the program ends
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void drain(Stream from, InputStream stream) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                deliver(from, Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            exit.completeExceptionally(new Gone(e));
        } catch (RuntimeException e) {
            exit.completeExceptionally(e);
        }
    }

    private void deliver(Stream from, byte[] bytes) {
        oneAtATime.lock();
        try {
            if (from == Stream.ERR) {
                complaint.add(bytes);
            }
            if (!ended) {
                output.accept(from, bytes);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private static int status(Session.Command running) {
        if (running.getExitStatus() != null) {
            return running.getExitStatus();
        }
        Signal signal = running.getExitSignal();
        if (signal == null) {
            throw new Gone(new IOException("the channel ended without a result"));
        }
        return 128 + number(signal);
    }

    /// As POSIX and Linux number them (signal(7)).
    private static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ILL -> 4;
            case ABRT -> 6;
            case FPE -> 8;
            case KILL -> 9;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
            case UNKNOWN -> 127;
        };
    }

    /// OpenSSH's words for an account whose password has to be changed first; no command runs then (T77, T97).
    private void refuseExpired(int status) throws RemoteException {
        String said = new String(complaint.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (status != 0
                && (said.contains("Password change required but no TTY available")
                        || said.contains("Your password has expired"))) {
            throw new RemoteException(Kind.PASSWORD_EXPIRED, access.label());
        }
    }

    /// Ends the command on the host too: the whole process group gets the signals (RFC 4254, 6.9), then the channel is
    /// closed. Takes a second at most, on a dead link as well. OpenSSH passes no signals on in logins as root: there a
    /// command ends when it next reads or writes.
    private void end() throws InterruptedException {
        ended = true;
        Session.Command running = channel;
        if (running == null || !running.isOpen()) {
            return;
        }
        Thread ending = Thread.ofVirtual().name("ssh-end").start(() -> end(running));
        ending.join(GRACE);
    }

    private static void end(Session.Command running) {
        try {
            running.signal(Signal.TERM);
            try {
                running.join(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (IOException stillRunning) {
                running.signal(Signal.KILL);
            }
        } catch (IOException gone) {
            // the link ended first
        } finally {
            Channels.close(running);
        }
    }

    /// The connection, or the channel, ended under the command.
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(Throwable cause) {
            super(cause);
        }
    }
}
