package org.kpaas.edge.installer.practice;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// The API server of the practice cluster: TLS with a certificate of its own authority, the administrator's client
/// certificate required, reading and watching only.
final class KubeServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SSLServerSocket listener;
    private final KubeApi api;
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

    KubeServer(Certificates certificates, InetSocketAddress address, KubeApi api)
            throws IOException {
        this.api = api;
        listener =
                (SSLServerSocket)
                        certificates.serverContext().getServerSocketFactory().createServerSocket();
        listener.setWantClientAuth(true);
        listener.bind(address);
        Thread.ofVirtual().name("practice api server").start(this::accept);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var caller = (SSLSocket) listener.accept();
                callers.add(caller);
                Thread.ofVirtual().name("practice api call").start(() -> serve(caller));
            } catch (IOException closing) {
                continue;
            }
        }
    }

    private void serve(SSLSocket caller) {
        try (caller) {
            caller.startHandshake();
            boolean known = isKnown(caller);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            OutputStream out = new BufferedOutputStream(caller.getOutputStream());
            boolean more = true;
            while (more) {
                Optional<HttpRequest> request = HttpRequest.read(in);
                more = request.isPresent() && answer(request.get(), known, in, out);
            }
        } catch (IOException left) {
            // the client went away, or we are closing: nobody is there to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            callers.remove(caller);
        }
    }

    /// @return whether another request may follow on this connection
    private boolean answer(HttpRequest request, boolean known, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        if (!known) {
            send(out, KubeApi.Answer.failure(401, "Unauthorized", "Unauthorized"));
            return true;
        }
        Optional<KubeWatch> watch = api.watch(request);
        if (watch.isPresent()) {
            stream(request, watch.get(), in, out);
            return false;
        }
        send(out, api.answer(request));
        return true;
    }

    /// Sends events until the watch is over or the client leaves; a client that is told of the end gets a moment to
    /// answer.
    private static void stream(
            HttpRequest request, KubeWatch watch, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        KubeStream stream = KubeStream.answer(request, in, out);
        Thread watching = Thread.currentThread();
        Thread reading =
                Thread.ofVirtual()
                        .name("practice watch")
                        .start(
                                () -> {
                                    try {
                                        stream.untilClosed();
                                    } catch (IOException broken) {
                                        // as good as closed
                                    } finally {
                                        watching.interrupt();
                                    }
                                });
        watch.run(stream::send);
        stream.close();
        reading.join(PATIENCE);
    }

    private static boolean isKnown(SSLSocket caller) {
        try {
            return caller.getSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static void send(OutputStream out, KubeApi.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(answer.code(), answer.reason(), answer.type(), body.length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
