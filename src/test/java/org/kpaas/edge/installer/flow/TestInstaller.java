package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;

import java.nio.file.Path;
import java.time.Clock;

/// The engine over real sockets, for tests against practice sites.
public final class TestInstaller {
    private TestInstaller() {}

    /// @param home where it keeps its files
    public static Installer at(Path home) {
        return new Installer(
                new SshRemotes(home.resolve("known_hosts")),
                new KubeClusters(),
                Clock.systemUTC(),
                home);
    }
}
