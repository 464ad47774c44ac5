package org.kpaas.edge.installer.remote.ssh;

import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Secrets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Opens sessions over SSH: passwords, key files, ssh-agent, jump hosts. Host keys are remembered in a file of our own
/// in OpenSSH's `known_hosts` format.
public final class SshRemotes implements Remote.Factory {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Connector.Settings settings;

    /// @param knownHosts made with mode 0600 when the first key is accepted
    public SshRemotes(Path knownHosts) {
        this(knownHosts, CONNECT);
    }

    /// @param connectTimeout how long a host may take to answer the TCP connection
    public SshRemotes(Path knownHosts, Duration connectTimeout) {
        this(
                new KnownHosts(knownHosts),
                connectTimeout,
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isBlank())
                        .map(Path::of),
                Heartbeat.Rhythm.USUAL);
    }

    SshRemotes(
            KnownHosts knownHosts,
            Duration connectTimeout,
            Optional<Path> agentSocket,
            Heartbeat.Rhythm rhythm) {
        settings =
                new Connector.Settings(
                        knownHosts, connectTimeout, agentSocket, rhythm, Protocol.config());
    }

    @Override
    public Remote open(Secrets secrets, HostKeys hostKeys) {
        return new SshRemote(settings, secrets, hostKeys);
    }
}
