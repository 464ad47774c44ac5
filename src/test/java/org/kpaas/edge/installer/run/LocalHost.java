package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Runs commands in a home folder of its own on this machine: real shells, without SSH. One object is one connection.
final class LocalHost implements Host {
    private final LocalHome home;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean connected = true;
    private volatile long cutAfter = Long.MAX_VALUE;
    private volatile String unanswered = "";

    LocalHost(LocalHome home) {
        this.home = home;
    }

    /// The connection breaks when a stream has delivered so many bytes.
    LocalHost cutAfter(long bytes) {
        cutAfter = bytes;
        return this;
    }

    /// The connection breaks after this script was run, before its answer arrives.
    LocalHost loseAnswerOf(String script) {
        unanswered = "# script: " + script + "\n";
        return this;
    }

    /// The link is gone; what ran over it gets no chance to say goodbye.
    void cut() {
        connected = false;
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public Outcome run(Command command) throws RemoteException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Outcome outcome =
                stream(
                        command,
                        (stream, bytes) -> (stream == Stream.OUT ? out : err).writeBytes(bytes));
        if (!unanswered.isEmpty() && new String(command.stdin().copy()).contains(unanswered)) {
            cut();
            check();
        }
        return new Outcome(
                outcome.exit(), out.toByteArray(), err.toByteArray(), false, outcome.took());
    }

    @Override
    public Outcome stream(Command command, BiConsumer<Stream, byte[]> output)
            throws RemoteException, InterruptedException {
        check();
        Process process = start(command);
        running.add(process);
        try {
            Thread errors =
                    Thread.ofVirtual()
                            .start(() -> drain(Stream.ERR, process.getErrorStream(), output));
            drain(Stream.OUT, process.getInputStream(), output);
            errors.join();
            int exit = process.waitFor();
            check();
            return new Outcome(exit, new byte[0], new byte[0], false, Duration.ZERO);
        } finally {
            running.remove(process);
            process.destroyForcibly();
        }
    }

    private Process start(Command command) {
        try {
            var builder = new ProcessBuilder("/bin/sh", "-c", "exec " + command.line());
            home.prepare(builder);
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(command.stdin().utf8());
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(Stream from, InputStream stream, BiConsumer<Stream, byte[]> output) {
        try {
            byte[] buffer = new byte[8192];
            for (int n = stream.read(buffer); n >= 0 && connected; n = stream.read(buffer)) {
                pass(from, java.util.Arrays.copyOf(buffer, n), output);
            }
        } catch (IOException ended) {
            // the process was killed
        }
    }

    /// What two streams bring is counted together.
    private synchronized void pass(Stream from, byte[] bytes, BiConsumer<Stream, byte[]> output) {
        int left = (int) Math.min(bytes.length, cutAfter);
        if (left > 0) {
            output.accept(from, java.util.Arrays.copyOf(bytes, left));
        }
        cutAfter -= left;
        if (cutAfter == 0 && connected) {
            cut();
        }
    }

    private void check() throws RemoteException {
        if (!connected) {
            throw new RemoteException(Kind.LOST, access().label());
        }
    }

    @Override
    public void write(String path, byte[] content, int mode) throws RemoteException {
        check();
        Path target = home.path().resolve(path);
        try {
            Files.write(target, content);
            var permissions = new HashSet<>(PosixFilePermissions.fromString("---------"));
            for (var permission : java.nio.file.attribute.PosixFilePermission.values()) {
                if ((mode >> (8 - permission.ordinal()) & 1) == 1) {
                    permissions.add(permission);
                }
            }
            Files.setPosixFilePermissions(target, permissions);
        } catch (IOException e) {
            throw new RemoteException(Kind.FILE, access().label(), path, e.toString());
        }
    }

    @Override
    public Duration roundTrip() throws RemoteException {
        check();
        return Duration.ZERO;
    }

    @Override
    public boolean connected() {
        return connected;
    }

    @Override
    public Access access() {
        return new Access(
                "control-plane", Port.SSH, "ubuntu", new Credential.Agent(), Optional.empty());
    }

    @Override
    public String fingerprint() {
        return "SHA256:none";
    }

    @Override
    public Tunnel tunnel(String host, int port) {
        throw new UnsupportedOperationException();
    }
}
