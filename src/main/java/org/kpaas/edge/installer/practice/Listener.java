package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.site.Ipv4;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// A service that only lets connect, as a port probe sees it.
final class Listener implements Closeable {
    private final ServerSocket listener;
    private final Thread accepting;

    Listener(Ipv4 address, int port) throws IOException {
        listener = new ServerSocket(port, 50, PracticeNet.inet(address));
        accepting = Thread.ofVirtual().name("practice listener " + port).start(this::serve);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket caller = listener.accept()) {
                caller.shutdownOutput();
            } catch (IOException gone) {
                // the caller left, or we are closing
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            accepting.join(); // the system frees the port only then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
