package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

import org.kpaas.edge.installer.remote.Host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// An HTTP proxy on loopback for exactly one address: `CONNECT` (RFC 9110, 9.3.6) to it goes through the SSH
/// connection, everything else is answered with 403. It has no authentication: any program on the laptop can use it
/// while it is open, so it leads to one place only.
final class ConnectProxy implements Host.Tunnel {
    private static final int HEAD_LIMIT = 8 * 1024;
    private static final Duration HEAD_TIME = Duration.ofSeconds(10);
    private static final int CHUNK = 32 * 1024;

    private final SSHClient client;
    private final String host;
    private final int port;
    private final Consumer<ConnectProxy> onClose;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ConnectProxy(SSHClient client, String host, int port, Consumer<ConnectProxy> onClose)
            throws IOException {
        this.client = client;
        this.host = host;
        this.port = port;
        this.onClose = onClose;
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofVirtual().name("tunnel-accept").start(this::accept);
    }

    @Override
    public URI proxy() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(ConnectProxy::closeQuietly);
        onClose.accept(this);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                open.add(caller);
                Thread.ofVirtual().name("tunnel-caller").start(() -> serve(caller));
            } catch (IOException closed) {
                closeQuietly(server);
            }
        }
        open.forEach(ConnectProxy::closeQuietly);
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setSoTimeout((int) HEAD_TIME.toMillis());
            String request = head(caller.getInputStream()).lines().findFirst().orElse("");
            if (!request.matches("CONNECT \\S+ HTTP/1\\.[01]") || !admitted(request)) {
                answer(caller, "403 Forbidden");
                return;
            }
            caller.setSoTimeout(0);
            join(caller);
        } catch (IOException ended) {
            // the caller or the connection went away; whoever used the tunnel notices it by itself
        } finally {
            open.remove(caller);
        }
    }

    private boolean admitted(String request) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return request.split(" ", 3)[1].equalsIgnoreCase(name + ":" + port);
    }

    private void join(Socket caller) throws IOException {
        DirectConnection channel;
        try {
            channel = client.newDirectConnection(host, port);
        } catch (IOException | IllegalStateException e) {
            answer(caller, "502 Bad Gateway");
            return;
        }
        try {
            answer(caller, "200 Connection established");
            Thread.ofVirtual().name("tunnel-up").start(() -> up(caller, channel));
            copy(channel.getInputStream(), caller.getOutputStream());
        } finally {
            Channels.close(channel);
        }
    }

    /// From the caller to the host. The end of it is passed on, the way back stays open.
    private static void up(Socket caller, DirectConnection channel) {
        try (OutputStream out = channel.getOutputStream()) {
            copy(caller.getInputStream(), out);
        } catch (IOException ended) {
            Channels.close(channel);
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (head.size() < HEAD_LIMIT) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
            if (next == '\n') {
                String text = head.toString(StandardCharsets.ISO_8859_1);
                if (text.endsWith("\r\n\r\n") || text.endsWith("\n\n")) {
                    return text;
                }
            }
        }
        return "";
    }

    private static void answer(Socket caller, String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n";
        String rest =
                status.startsWith("200")
                        ? "\r\n"
                        : "Content-Length: 0\r\nConnection: close\r\n\r\n";
        caller.getOutputStream().write((head + rest).getBytes(StandardCharsets.ISO_8859_1));
        caller.getOutputStream().flush();
    }

    private static void closeQuietly(java.io.Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException closed) {
            // it does not listen any more, which is all that matters
        }
    }
}
