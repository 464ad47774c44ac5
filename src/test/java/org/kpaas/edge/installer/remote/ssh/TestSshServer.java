package org.kpaas.edge.installer.remote.ssh;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A real SSH server on loopback for tests: commands run in `/bin/sh` on this machine, SFTP sees one folder, and
/// connections may go through it. Let a user in with [#password] or [#key], then [#start].
public final class TestSshServer implements AutoCloseable {
    private static final Logger NOISE = Logger.getLogger("org.apache.sshd");

    static {
        NOISE.setLevel(Level.OFF);
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Set<PublicKey> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private KeyPair hostKey = newKey("Ed25519", 0);

    public TestSshServer(Path files) {
        server.setHost("127.0.0.1");
        server.setCommandFactory(inShell("exec "));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(files));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setPasswordAuthenticator(
                (user, password, session) -> counted(password.equals(passwords.get(user))));
        server.setPublickeyAuthenticator((user, key, session) -> admits(key));
    }

    public static KeyPair newKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = SecurityUtils.getKeyPairGenerator(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestSshServer password(String user, String password) {
        passwords.put(user, password);
        return this;
    }

    public TestSshServer key(PublicKey key) {
        keys.add(key);
        return this;
    }

    public TestSshServer hostKey(KeyPair key) {
        hostKey = key;
        return this;
    }

    /// Commands find this folder at `~`.
    public TestSshServer home(Path folder) {
        server.setCommandFactory(inShell("HOME=" + folder + "; export HOME; exec "));
        return this;
    }

    public TestSshServer commands(CommandFactory factory) {
        server.setCommandFactory(factory);
        return this;
    }

    public TestSshServer methods(UserAuthFactory... factories) {
        server.setUserAuthFactories(List.of(factories));
        return this;
    }

    public TestSshServer withoutForwarding() {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        return this;
    }

    public TestSshServer withoutFiles() {
        server.setSubsystemFactories(List.of());
        return this;
    }

    /// For settings that have no method here.
    public SshServer server() {
        return server;
    }

    public TestSshServer start() {
        return start(0);
    }

    public TestSshServer start(int port) {
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public int port() {
        return server.getPort();
    }

    public Access access(String user, Credential credential) {
        return new Access("127.0.0.1", new Port(port()), user, credential, Optional.empty());
    }

    /// How many logins succeeded.
    public int logins() {
        return logins.get();
    }

    /// Ends every connection as a crash of the host would.
    public void dropAll() {
        for (AbstractSession session : server.getActiveSessions()) {
            session.close(true);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean admits(PublicKey offered) {
        return counted(keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, offered)));
    }

    private boolean counted(boolean admitted) {
        if (admitted) {
            logins.incrementAndGet();
        }
        return admitted;
    }

    private static CommandFactory inShell(String before) {
        return (channel, line) ->
                new ProcessShellFactory(before + line, "/bin/sh").createShell(channel);
    }
}
