package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.site.Ipv4;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// An address and port behind a dropping firewall: whoever connects hears nothing at all. Works by a listener that
/// nobody serves and whose queue is full, so that the system drops what comes. Where a system answers with a reset
/// instead (Windows), the port looks refused.
final class BlackHole implements Closeable {
    private static final int MOST = 8;
    private static final int PATIENCE_MILLIS = 50;

    private final ServerSocket listener;
    private final List<Socket> filling = new ArrayList<>();

    BlackHole(Ipv4 address, int port) throws IOException {
        listener = new ServerSocket(port, 1, PracticeNet.inet(address));
        try {
            fill(new InetSocketAddress(PracticeNet.inet(address), port));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        for (int i = 0; i < MOST; i++) {
            var socket = new Socket();
            filling.add(socket);
            try {
                socket.connect(address, PATIENCE_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : filling) {
            socket.close();
        }
        listener.close();
    }
}
