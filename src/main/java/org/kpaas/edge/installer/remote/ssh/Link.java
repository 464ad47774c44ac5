package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.SSHClient;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// A connection whose host key was checked, before and after the login.
record Link(SSHClient client, HostKeyCheck check) implements AutoCloseable {
    private static final Duration POLITE = Duration.ofSeconds(2);

    String fingerprint() {
        return check.offered().map(HostKey::fingerprint).orElseThrow();
    }

    boolean alive() {
        return client.isConnected() && client.isAuthenticated();
    }

    /// Says goodbye if the link still carries it, and cuts it.
    @Override
    public void close() {
        Socket socket = client.getSocket();
        Thread goodbye =
                Thread.ofVirtual()
                        .name("ssh-goodbye")
                        .start(
                                () -> {
                                    try {
                                        client.disconnect();
                                    } catch (IOException gone) {
                                        sever(socket);
                                    }
                                });
        try {
            if (!goodbye.join(POLITE)) {
                sever(socket);
            }
        } catch (InterruptedException e) {
            sever(socket);
            Thread.currentThread().interrupt();
        }
    }

    /// Cuts a link on which nothing comes back: a write may be stuck in it, holding the library's locks.
    void sever() {
        sever(client.getSocket());
    }

    private static void sever(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException gone) {
            // it is closed all the same
        }
    }
}
