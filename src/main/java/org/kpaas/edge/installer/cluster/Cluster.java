package org.kpaas.edge.installer.cluster;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Path;
import java.util.function.Consumer;

/// The Kubernetes API of the site, read-only.
public interface Cluster extends AutoCloseable {
    /// Nodes, pods, services and the details around them, at one moment.
    ClusterSnapshot snapshot() throws ProblemException, InterruptedException;

    /// The names of everything that can be listed, of whatever kind. Only metadata is asked for, never the content of an
    /// object; a kind that cannot be listed is told and ends nothing.
    ///
    /// @param wanted which names to keep
    ClusterNames names(ClusterNames.Wanted wanted) throws ProblemException, InterruptedException;

    /// Hands over a new snapshot after each change, at most four times a second, on a thread of its own, starting with
    /// the state now. Nodes, pods and services come by watch, the details are read again every ten seconds; so there is a
    /// snapshot at least that often. Recovers by itself when the connection drops or a watch expires (410 Gone).
    ///
    /// @param trouble told when the view is stale, with the problem, and with `null`-free recovery by the next snapshot
    AutoCloseable watch(Consumer<ClusterSnapshot> onChange, Consumer<ProblemException> trouble);

    @Override
    void close();

    /// Opens the API through the control plane's SSH connection, with the control plane's kubeconfig held in memory and
    /// the certificate checked in full.
    interface Factory {
        /// @param controlPlane gives the connection; asked again after a lost link
        Cluster open(HostSource controlPlane) throws ProblemException, InterruptedException;

        /// Opens the API directly with a kubeconfig of this laptop, which is read again whenever the API is opened. It has
        /// to hold its certificates and keys itself: files and programs that it names are not followed.
        ///
        /// @throws UnsupportedOperationException from a factory that only knows control planes
        default Factory local(Path kubeconfig) {
            throw new UnsupportedOperationException("no local kubeconfig: " + kubeconfig);
        }
    }

    /// Gives a live connection to one host, opening it again when it was lost.
    interface HostSource {
        Host get() throws ProblemException, InterruptedException;
    }
}
