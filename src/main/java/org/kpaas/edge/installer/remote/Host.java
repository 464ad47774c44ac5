package org.kpaas.edge.installer.remote;

import org.kpaas.edge.installer.site.Access;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

/// One host over one SSH connection. Thread-safe: several commands may run at once, each in a channel of its own.
public interface Host {
    Access access();

    /// The fingerprint of the host key that was accepted, `SHA256:…`.
    String fingerprint();

    /// Runs a command to its end and collects its output; both streams are drained together.
    ///
    /// @throws RemoteException      when the connection is lost or the limit passes; the command is then ended on the host
    /// @throws InterruptedException when cancelled; the command is then ended on the host
    Outcome run(Command command) throws RemoteException, InterruptedException;

    /// Runs a command and hands over its output as it arrives, without collecting it.
    ///
    /// @param output gets each chunk of bytes with the stream it came from, in order per stream, on the calling thread
    ///               or one of ours, never two at once
    /// @return the outcome with empty streams
    Outcome stream(Command command, BiConsumer<Stream, byte[]> output)
            throws RemoteException, InterruptedException;

    /// Writes a file by SFTP: to a temporary name in the same folder first, then renamed over the target.
    ///
    /// @param path absolute, or starting with `~/`
    /// @param mode permission bits, for instance `0600`
    void write(String path, byte[] content, int mode) throws RemoteException, InterruptedException;

    /// Opens a way to one address as this host sees it: a CONNECT proxy on loopback that admits this address only, so
    /// that TLS is checked in full under the real name (architecture decision 11).
    Tunnel tunnel(String host, int port) throws RemoteException;

    /// The round-trip time of a keep-alive.
    Duration roundTrip() throws RemoteException, InterruptedException;

    boolean connected();

    enum Stream {
        OUT,
        ERR
    }

    /// A way through the connection; ends when closed or when the connection ends.
    interface Tunnel extends AutoCloseable {
        /// The proxy's address, `http://127.0.0.1:<port>`.
        URI proxy();

        @Override
        void close();
    }
}
