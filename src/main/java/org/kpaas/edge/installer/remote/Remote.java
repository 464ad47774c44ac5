package org.kpaas.edge.installer.remote;

import org.kpaas.edge.installer.site.Access;

/// The connections of one session: one per host, shared by everybody who asks for it. Hosts behind a jump host share
/// the jump host's connection too.
public interface Remote extends AutoCloseable {
    /// Gives the open connection to a host, or opens one (again, when it was lost).
    ///
    /// @throws RemoteException      with its [RemoteException.Kind]
    /// @throws InterruptedException when cancelled
    Host host(Access access) throws RemoteException, InterruptedException;

    /// What can be said about a login without connecting and without asking anybody.
    Readiness readiness(Access access);

    /// Ends every connection; never throws.
    @Override
    void close();

    /// Opens sessions. Implemented by `remote.ssh`.
    interface Factory {
        Remote open(Secrets secrets, HostKeys hostKeys);
    }
}
