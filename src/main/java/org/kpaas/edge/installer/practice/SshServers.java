package org.kpaas.edge.installer.practice;

import org.apache.sshd.common.file.FileSystemFactory;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.StaticDecisionForwardingFilter;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The SSH servers of all hosts of one practice site: one server in this process that listens on every host's address
/// and behaves as the host whose address was called.
final class SshServers implements AutoCloseable {
    static final String USER = "ubuntu";

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Map<String, PracticeHost> hosts;
    private final int port;
    private final Listening server;

    SshServers(
            PracticeNet net,
            Collection<PracticeHost> hosts,
            int port,
            Logins logins,
            HostShell shell) {
        this.hosts =
                hosts.stream()
                        .collect(
                                Collectors.toMap(
                                        host -> host.address().text(), Function.identity()));
        this.port = port;
        server = (Listening) ServerBuilder.builder().factory(Listening::new).build();
        server.setPort(port);
        server.setHost(String.join(",", this.hosts.keySet()));
        server.setKeyPairProvider(session -> List.of(called(session).hostKey()));
        server.setUserAuthFactories(
                List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals(USER) && logins.isPassword(password));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && logins.isAuthorized(key));
        server.setCommandFactory(
                (channel, line) -> new ShellCommand(shell, called(channel.getSession()), line));
        server.setShellFactory(
                channel -> new ShellCommand(shell, called(channel.getSession()), "login shell"));
        server.setSubsystemFactories(
                List.of(
                        new SftpSubsystemFactory.Builder()
                                .withFileSystemAccessor(new AtHome())
                                .build()));
        server.setFileSystemFactory(new HostFileSystems());
        server.setForwardingFilter(new InsideOnly(net));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "KPAAS-PRACTICE");
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
    }

    /// @throws IOException when one of the addresses is taken; nothing listens then
    void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Drops every connection at once, without a word, as a lost link does.
    void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /// Stops listening for one host and drops its connections.
    void silence(PracticeHost host) throws IOException {
        server.unbind(socket(host));
        server.getActiveSessions().stream()
                .filter(session -> called(session).equals(host))
                .forEach(SshServers::end);
    }

    /// Waits until it is closed: a host that is away answers nothing more.
    private static void end(AbstractSession session) {
        session.close(true).awaitUninterruptibly(CLOSING);
    }

    /// Stops listening for every host and drops every connection.
    void silence() throws IOException {
        for (PracticeHost host : hosts.values()) {
            silence(host);
        }
    }

    /// Listens for one host again.
    void restore(PracticeHost host) throws IOException {
        server.bind(socket(host));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private InetSocketAddress socket(PracticeHost host) throws IOException {
        return new InetSocketAddress(PracticeNet.inet(host.address()), port);
    }

    private PracticeHost called(SessionContext session) {
        var local = (InetSocketAddress) session.getLocalAddress();
        return Objects.requireNonNull(hosts.get(local.getAddress().getHostAddress()));
    }

    /// Addresses can come and go while the server runs.
    private static final class Listening extends SshServer {
        void bind(SocketAddress address) throws IOException {
            acceptor.bind(address);
        }

        void unbind(SocketAddress address) {
            acceptor.unbind(address);
        }
    }

    /// Each host shows its own files by SFTP.
    private final class HostFileSystems implements FileSystemFactory {
        @Override
        public Path getUserHomeDir(SessionContext session) {
            return called(session).files().root();
        }

        @Override
        public FileSystem createFileSystem(SessionContext session) throws IOException {
            return new VirtualFileSystemFactory(getUserHomeDir(session)).createFileSystem(session);
        }
    }

    /// SFTP paths without a leading slash start in the home folder.
    private static final class AtHome implements SftpFileSystemAccessor {
        @Override
        public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String path)
                throws IOException {
            String absolute = path.startsWith("/") ? path : HostFiles.HOME + "/" + path;
            return SftpFileSystemAccessor.super.resolveLocalFilePath(subsystem, root, absolute);
        }
    }

    /// Connections go on to the practice site's own addresses only, never anywhere else.
    private static final class InsideOnly extends StaticDecisionForwardingFilter {
        private final PracticeNet net;

        InsideOnly(PracticeNet net) {
            super(false);
            this.net = net;
        }

        @Override
        public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
            return type == Type.Direct && net.contains(address.getHostName());
        }
    }
}
