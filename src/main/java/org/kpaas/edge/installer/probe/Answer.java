package org.kpaas.edge.installer.probe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What one source said about its attempts. Filled on another thread than the one that reads it.
final class Answer {
    private static final String END = "connect.end";

    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final Map<String, String> complaint = new ConcurrentHashMap<>();

    /// Takes one line of the source's output.
    void take(String line) {
        int equals = line.indexOf('=');
        String key = equals > 0 ? line.substring(0, equals) : "";
        if (key.equals(END) || key.startsWith("tcp.") || key.startsWith("udp.")) {
            said.put(key, line.substring(equals + 1));
        } else if (!line.isBlank()) {
            complain(line);
        }
    }

    /// Only the first one is kept.
    void complain(String why) {
        complaint.putIfAbsent("", why);
    }

    /// Why there are no results; empty when the source tried everything.
    Optional<String> whyNot() {
        return said.containsKey(END)
                ? Optional.empty()
                : Optional.of(complaint.getOrDefault("", "no answer"));
    }

    /// `open`, `refused`, `filtered`, `no-name` or `not-tried`.
    String state(Flow flow) {
        return said.getOrDefault(key(flow), "not-tried");
    }

    /// Whether our own listener answered.
    boolean isOurs(Flow flow) {
        return said.containsKey(key(flow) + ".nonce");
    }

    private static String key(Flow flow) {
        return flow.word().replaceFirst(":", ".");
    }
}
