package org.kpaas.edge.installer.practice;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// How the events of a watch travel: chunks of one HTTP answer, or text messages of a WebSocket (RFC 6455).
abstract sealed class KubeStream implements Closeable {
    final InputStream in;
    final OutputStream out;

    private KubeStream(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    static KubeStream answer(HttpRequest request, InputStream in, OutputStream out)
            throws IOException {
        return request.isWebSocket()
                ? new WebSocket(request.header("sec-websocket-key"), in, out)
                : new Chunks(in, out);
    }

    abstract void send(String json) throws IOException;

    /// Reads until the client leaves; answers what must be answered.
    abstract void untilClosed() throws IOException;

    final void head(String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static final class Chunks extends KubeStream {
        Chunks(InputStream in, OutputStream out) throws IOException {
            super(in, out);
            head(
                    "HTTP/1.1 200 OK",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "Connection: close");
        }

        @Override
        void send(String json) throws IOException {
            byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
            chunk(bytes);
        }

        @Override
        void untilClosed() throws IOException {
            if (in.read() >= 0) {
                throw new IOException("a request inside a watch");
            }
        }

        @Override
        public void close() throws IOException {
            chunk(new byte[0]);
        }

        private void chunk(byte[] bytes) throws IOException {
            out.write(
                    (Integer.toHexString(bytes.length) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private static final class WebSocket extends KubeStream {
        private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        private static final int TEXT = 1;
        private static final int CLOSE = 8;
        private static final int PING = 9;
        private static final int PONG = 10;

        WebSocket(String key, InputStream in, OutputStream out) throws IOException {
            super(in, out);
            head(
                    "HTTP/1.1 101 Switching Protocols",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Accept: " + accept(key));
        }

        @Override
        void send(String json) throws IOException {
            frame(TEXT, json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        void untilClosed() throws IOException {
            while (true) {
                int first = in.read();
                if (first < 0) {
                    return;
                }
                byte[] content = content();
                switch (first & 0x0f) {
                    case PING -> frame(PONG, content);
                    case CLOSE -> {
                        frame(CLOSE, content);
                        return;
                    }
                    default -> {}
                }
            }
        }

        @Override
        public void close() throws IOException {
            frame(CLOSE, new byte[] {3, (byte) 0xe8}); // 1000, normal
        }

        /// The unmasked content of one frame of the client.
        private byte[] content() throws IOException {
            int length = in.read() & 0x7f;
            if (length > 125) {
                byte[] longer = in.readNBytes(length == 126 ? 2 : 8);
                length = 0;
                for (byte next : longer) {
                    length = length << 8 | next & 0xff;
                }
            }
            byte[] mask = in.readNBytes(4);
            byte[] content = in.readNBytes(length);
            for (int i = 0; i < content.length; i++) {
                content[i] ^= mask[i % 4];
            }
            return content;
        }

        private synchronized void frame(int kind, byte[] content) throws IOException {
            out.write(0x80 | kind);
            if (content.length <= 125) {
                out.write(content.length);
            } else {
                boolean small = content.length <= 0xffff;
                out.write(small ? 126 : 127);
                for (int shift = small ? 8 : 56; shift >= 0; shift -= 8) {
                    out.write((int) ((long) content.length >> shift));
                }
            }
            out.write(content);
            out.flush();
        }

        private static String accept(String key) {
            try {
                byte[] hash =
                        MessageDigest.getInstance("SHA-1")
                                .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
