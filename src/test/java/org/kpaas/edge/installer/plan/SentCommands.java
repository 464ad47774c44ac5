package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.site.Access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Hosts that run nothing and keep what they were asked to run.
final class SentCommands implements Remote {
    final Set<Command> sent = ConcurrentHashMap.newKeySet();

    @Override
    public Host host(Access access) {
        return new Machine(access, sent);
    }

    @Override
    public Readiness readiness(Access access) {
        return new Readiness(Readiness.Key.READY, true);
    }

    @Override
    public void close() {}

    private record Machine(Access access, Set<Command> sent) implements Host {
        @Override
        public String fingerprint() {
            return "SHA256:x";
        }

        @Override
        public Outcome run(Command command) {
            sent.add(command);
            byte[] end = "facts.end=yes\n".getBytes(StandardCharsets.UTF_8);
            return new Outcome(0, end, new byte[0], false, Duration.ZERO);
        }

        @Override
        public Outcome stream(Command command, BiConsumer<Stream, byte[]> output) {
            return run(command);
        }

        @Override
        public void write(String path, byte[] content, int mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tunnel tunnel(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration roundTrip() {
            return Duration.ZERO;
        }

        @Override
        public boolean connected() {
            return true;
        }
    }
}
