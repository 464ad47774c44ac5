package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.run.Event.TaskState;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Reads an events file as it arrives. Between its lines the follower says when it began, and a NUL
/// now and then; anything else that comes is passed over and is no part of the file.
final class ToldLines {
    private static final int LONGEST = 1 << 18;
    private static final String OF_THE_FILE = "{\"t\": ";
    private static final String CLOCK = "clock ";

    private final Consumer<Told> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long offset;

    ToldLines(Consumer<Told> sink) {
        this.sink = sink;
    }

    /// How many bytes of the file were read in whole lines: where another follower has to go on.
    long offset() {
        return offset;
    }

    /// Another follower begins at [#offset]: what had come of a line comes again.
    void again() {
        line.reset();
    }

    void feed(byte[] bytes) {
        for (byte next : bytes) {
            if (next == '\n') {
                finish();
            } else if (next != 0 && line.size() < LONGEST) {
                line.write(next);
            }
        }
    }

    private void finish() {
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.startsWith(OF_THE_FILE)) {
            offset += line.size() + 1;
        }
        line.reset();
        Told told = text.startsWith(CLOCK) ? clock(text) : read(text);
        if (told != null) {
            sink.accept(told);
        }
    }

    private static @Nullable Told clock(String text) {
        String seconds = text.substring(CLOCK.length()).strip();
        return seconds.matches("\\d{1,12}") ? new Told.Clock(Double.parseDouble(seconds)) : null;
    }

    /// @return nothing for a line that was torn by a full disk, or is of a later version
    private static @Nullable Told read(String text) {
        if (!text.startsWith(OF_THE_FILE)) {
            return null;
        }
        try {
            return told(JsonMapper.shared().readTree(text));
        } catch (JacksonException torn) {
            return null;
        }
    }

    private static @Nullable Told told(JsonNode node) {
        double t = node.path("t").asDouble(0);
        int n = node.path("n").asInt(0);
        return switch (text(node, "e")) {
            case "begin" -> new Told.Begin(t);
            case "play" -> new Told.Play(t);
            case "task" -> task(t, n, text(node, "role"), text(node, "task"));
            case "start" -> new Told.Start(t, n, text(node, "host"));
            case "result" -> result(node, t, n);
            case "stats" -> new Told.Stats(t, hosts(node.path("hosts")));
            default -> null;
        };
    }

    /// As the log's banner is read: what stands before its first colon is the role.
    private static Told task(double t, int n, String role, String task) {
        int colon = role.isEmpty() ? task.indexOf(" : ") : -1;
        return colon < 0
                ? new Told.Task(t, n, role, task)
                : new Told.Task(t, n, task.substring(0, colon), task.substring(colon + 3));
    }

    private static @Nullable Told result(JsonNode node, double t, int n) {
        for (TaskState state : TaskState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(text(node, "state"))) {
                return new Told.Result(
                        t, n, text(node, "host"), state, text(node, "err"), text(node, "odd"));
            }
        }
        return null;
    }

    private static Map<String, Map<String, Integer>> hosts(JsonNode node) {
        var hosts = new HashMap<String, Map<String, Integer>>();
        for (var host : node.properties()) {
            var counts = new HashMap<String, Integer>();
            for (var count : host.getValue().properties()) {
                counts.put(count.getKey(), count.getValue().asInt(0));
            }
            hosts.put(host.getKey(), Map.copyOf(counts));
        }
        return hosts;
    }

    private static String text(JsonNode node, String field) {
        return Redaction.redact(node.path(field).asString(""));
    }
}
