package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP/1.1 request without its body (RFC 9112), as far as Kubernetes clients use it.
///
/// @param headers names in lower case
record HttpRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers) {
    private static final int LONGEST_LINE = 16_384;

    /// @return empty when the client closed the connection between requests
    static Optional<HttpRequest> read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return Optional.empty();
        }
        String[] words = first.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("not a request: " + first);
        }
        var headers = new HashMap<String, String>();
        for (String line = required(in); !line.isEmpty(); line = required(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        String[] target = words[1].split("\\?", 2);
        return Optional.of(
                new HttpRequest(
                        words[0],
                        target[0],
                        target.length > 1 ? query(target[1]) : Map.of(),
                        Map.copyOf(headers)));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return query.getOrDefault(name, "").matches("true|1");
    }

    boolean isWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    private static Map<String, String> query(String text) {
        var query = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return Map.copyOf(query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String required(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("in the middle of a request");
        }
        return line;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
