package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.channel.direct.DirectConnection;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.Access;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// An open, authenticated connection.
final class SshHost implements Host {
    /// sshd_config(5) MaxSessions is 10 unless the host says otherwise; more would be refused, so they wait here.
    private static final int SESSIONS = 10;

    private static final int OUT_LIMIT = 4 * 1024 * 1024;
    private static final int ERR_LIMIT = 1024 * 1024;
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(2);

    private final Access access;
    private final Link link;
    private final Heartbeat heartbeat;
    private final Duration patience;
    private final Semaphore sessions = new Semaphore(SESSIONS, true);
    private final Set<ConnectProxy> tunnels = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    SshHost(Access access, Link link, Heartbeat.Rhythm rhythm) {
        this.access = access;
        this.link = link;
        heartbeat = new Heartbeat(link, rhythm);
        patience = rhythm.patience();
        link.client().getTransport().setDisconnectListener((reason, message) -> ended());
        heartbeat.start();
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public String fingerprint() {
        return link.fingerprint();
    }

    @Override
    public Outcome run(Command command) throws RemoteException, InterruptedException {
        var out = new Limited(OUT_LIMIT);
        var err = new Limited(ERR_LIMIT);
        Outcome ended =
                stream(command, (from, bytes) -> (from == Stream.OUT ? out : err).add(bytes));
        return new Outcome(
                ended.exit(),
                out.bytes(),
                err.bytes(),
                out.truncated() || err.truncated(),
                ended.took());
    }

    @Override
    public Outcome stream(Command command, BiConsumer<Stream, byte[]> output)
            throws RemoteException, InterruptedException {
        sessions.acquire();
        try {
            return new Exchange(access, link, command, output).run();
        } finally {
            sessions.release();
        }
    }

    @Override
    public void write(String path, byte[] content, int mode)
            throws RemoteException, InterruptedException {
        sessions.acquire();
        try {
            Aside.call(
                    WRITE_LIMIT,
                    () -> {
                        SftpFile.write(link.client(), path, content, mode);
                        return true;
                    });
        } catch (IOException e) {
            throw connected() ? fileFailure(path, e) : lost(e);
        } catch (TimeoutException e) {
            throw lost(e);
        } finally {
            sessions.release();
        }
    }

    private RemoteException fileFailure(String path, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new RemoteException(Kind.FILE, access.label(), e, path, reason);
    }

    private RemoteException lost(Throwable cause) {
        return new RemoteException(Kind.LOST, access.label(), cause);
    }

    @Override
    public Tunnel tunnel(String host, int port) throws RemoteException {
        try {
            var proxy = new ConnectProxy(link.client(), host, port, tunnels::remove);
            tunnels.add(proxy);
            if (!connected()) {
                proxy.close();
                throw new RemoteException(Kind.LOST, access.label());
            }
            return proxy;
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /// A channel to another host, for the connection behind this one.
    ///
    /// @throws RemoteException about the other host when this one cannot reach it
    DirectConnection channel(Access behind, Duration limit)
            throws RemoteException, InterruptedException {
        var channel =
                new DirectConnection(
                        link.client().getConnection(), behind.host(), behind.port().number());
        try {
            return Aside.call(
                    limit,
                    () -> {
                        channel.open();
                        return channel;
                    });
        } catch (IOException e) {
            throw connected() ? ConnectFailure.translate(behind, e) : lost(e);
        } catch (TimeoutException e) {
            throw ConnectFailure.translate(behind, e);
        }
    }

    @Override
    public Duration roundTrip() throws RemoteException, InterruptedException {
        try {
            return Aside.call(patience, heartbeat::beat);
        } catch (IOException | TimeoutException e) {
            throw lost(e);
        }
    }

    @Override
    public boolean connected() {
        return !ended && link.alive();
    }

    /// Told before anybody who waits for an answer, so that whoever learns of the loss gets a new connection.
    private void ended() {
        ended = true;
        tunnels.forEach(ConnectProxy::close);
    }

    void close() {
        heartbeat.stop();
        tunnels.forEach(ConnectProxy::close);
        link.close();
    }
}
