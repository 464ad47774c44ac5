package org.kpaas.edge.installer.remote.ssh;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One connection per [Access], opened on first use, shared, and opened again after it was lost.
final class SshRemote implements Remote {
    private final Map<Access, Shared<SshHost>> hosts = new ConcurrentHashMap<>();
    private final Keyring keyring;
    private final Connector connector;
    private volatile boolean closed;

    SshRemote(Connector.Settings settings, Secrets secrets, HostKeys hostKeys) {
        keyring = new Keyring(secrets, settings.config());
        connector = new Connector(settings, hostKeys, keyring, this::open);
    }

    @Override
    public Host host(Access access) throws RemoteException, InterruptedException {
        return open(access);
    }

    @Override
    public Readiness readiness(Access access) {
        return connector.readiness(access);
    }

    private SshHost open(Access access) throws RemoteException, InterruptedException {
        if (closed) {
            throw new RemoteException(RemoteException.Kind.LOST, access.label());
        }
        SshHost host =
                hosts.computeIfAbsent(
                                access,
                                key -> new Shared<>(() -> connector.open(key), SshHost::connected))
                        .get();
        if (closed) {
            host.close();
        }
        return host;
    }

    @Override
    public void close() {
        closed = true;
        hosts.values().forEach(host -> host.drop().ifPresent(SshHost::close));
        keyring.close();
    }
}
