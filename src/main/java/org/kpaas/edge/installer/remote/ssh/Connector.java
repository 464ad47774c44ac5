package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;

import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.Access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Opens one connection: reaches the host, checks its key, logs in.
final class Connector {
    private static final int HANDSHAKE_MS = 15_000;
    private static final int LOGIN_MS = 30_000; // PAM and name look-ups of a host may take long

    private final Settings settings;
    private final HostKeys hostKeys;
    private final Keyring keyring;
    private final Hops hops;
    private final Map<String, ReentrantLock> questions = new ConcurrentHashMap<>();

    Connector(Settings settings, HostKeys hostKeys, Keyring keyring, Hops hops) {
        this.settings = settings;
        this.hostKeys = hostKeys;
        this.keyring = keyring;
        this.hops = hops;
    }

    SshHost open(Access access) throws RemoteException, InterruptedException {
        var login = new Login(access, keyring, settings.agentSocket());
        while (true) {
            Link link = reach(access);
            boolean entered = false;
            try {
                entered = login.enter(link.client());
                if (entered) {
                    return new SshHost(access, link, settings.rhythm());
                }
            } finally {
                if (!entered) {
                    link.close();
                }
            }
        }
    }

    /// A file of known hosts that cannot be read knows none; connecting tells why.
    Readiness readiness(Access access) {
        boolean known;
        try {
            String name = KnownHosts.name(access.host(), access.port().number());
            known = !settings.knownHosts().of(name).isEmpty();
        } catch (IOException e) {
            known = false;
        }
        return new Readiness(keyring.readiness(access.credential(), settings.agentSocket()), known);
    }

    /// Connects until the host's key is one that the engineer accepted, now or earlier.
    private Link reach(Access access) throws RemoteException, InterruptedException {
        String name = KnownHosts.name(access.host(), access.port().number());
        while (true) {
            var check = new HostKeyCheck(remembered(access, name));
            var client = new SSHClient(settings.config());
            client.addHostKeyVerifier(check);
            var link = new Link(client, check);
            try {
                dial(client, access);
                return link;
            } catch (IOException e) {
                link.close();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                judge(access, name, check, e);
            } catch (RemoteException | InterruptedException | RuntimeException e) {
                link.close();
                throw e;
            }
        }
    }

    private void dial(SSHClient client, Access access)
            throws IOException, RemoteException, InterruptedException {
        int timeout = (int) settings.connectTimeout().toMillis();
        client.setConnectTimeout(timeout);
        client.setTimeout(2 * timeout); // of each read; what matters is the greeting
        client.getTransport().setTimeoutMs(HANDSHAKE_MS);
        if (access.jump().isPresent()) {
            SshHost hop = hops.host(access.jump().get());
            client.setSocketFactory(
                    new ChannelSocket.Factory(hop.channel(access, settings.connectTimeout())));
        }
        client.connect(access.host(), access.port().number());
        client.getTransport().setTimeoutMs(LOGIN_MS);
    }

    /// Returns when the key was unknown and is accepted now.
    private void judge(Access access, String name, HostKeyCheck check, IOException failure)
            throws RemoteException, InterruptedException {
        Optional<HostKey> changed = check.changed();
        if (changed.isPresent()) {
            throw new RemoteException(
                    Kind.HOST_KEY_CHANGED,
                    access.label(),
                    failure,
                    changed.get().fingerprint(),
                    check.rememberedFingerprint(changed.get()),
                    settings.knownHosts().file().toString());
        }
        HostKey unknown =
                check.unknown().orElseThrow(() -> ConnectFailure.translate(access, failure));
        ReentrantLock question = questions.computeIfAbsent(name, host -> new ReentrantLock());
        question.lockInterruptibly();
        try {
            accept(access, name, unknown);
        } finally {
            question.unlock();
        }
    }

    /// One question for a host, even when several of its users connect at once.
    private void accept(Access access, String name, HostKey unknown)
            throws RemoteException, InterruptedException {
        if (remembered(access, name).contains(unknown)) {
            return;
        }
        if (!hostKeys.accept(name, unknown.algorithm(), unknown.fingerprint())) {
            throw new RemoteException(
                    Kind.HOST_KEY_NOT_ACCEPTED, access.label(), unknown.fingerprint());
        }
        try {
            settings.knownHosts().remember(name, unknown);
        } catch (IOException e) {
            throw unreadable(access, e);
        }
    }

    private List<HostKey> remembered(Access access, String name) throws RemoteException {
        try {
            return settings.knownHosts().of(name);
        } catch (IOException e) {
            throw unreadable(access, e);
        }
    }

    private RemoteException unreadable(Access access, IOException e) {
        return new RemoteException(
                Kind.FILE,
                access.label(),
                e,
                settings.knownHosts().file().toString(),
                e.getClass().getSimpleName());
    }

    /// @param connectTimeout of the TCP connection
    /// @param agentSocket    where ssh-agent listens, if it does
    record Settings(
            KnownHosts knownHosts,
            Duration connectTimeout,
            Optional<Path> agentSocket,
            Heartbeat.Rhythm rhythm,
            Config config) {}

    /// Gives the connections to jump hosts.
    interface Hops {
        SshHost host(Access access) throws RemoteException, InterruptedException;
    }
}
