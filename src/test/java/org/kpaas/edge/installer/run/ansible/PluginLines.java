package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.run.Event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the plugin would have told of a recorded run, made from the events of its log: every task
/// with its start, the results per host, and at the end the counts.
final class PluginLines {
    /// 2026-11-23 05:00 UTC, by the control plane's clock.
    static final double START = 1_795_410_000;

    private final List<String> lines = new ArrayList<>();
    private double t = START;
    private int n;

    static List<String> of(List<Event> events) {
        var told = new PluginLines();
        told.add("begin", "\"ansible\": \"2.14.18\"");
        var results = new LinkedHashMap<String, Event.Result>();
        var counts = new ArrayList<String>();
        int play = 0;
        for (Event event : events) {
            switch (event) {
                case Event.Now now -> {
                    told.results(results);
                    while (play < now.play()) {
                        play++;
                        told.add("play", "\"name\": \"x\"");
                    }
                    told.n++;
                    told.add(
                            "task",
                            "\"n\": %d, \"role\": \"%s\", \"task\": \"%s\""
                                    .formatted(
                                            told.n, now.role(), now.task().replace("\"", "\\\"")));
                }
                case Event.Result result ->
                        results.merge(result.host(), result, PluginLines::worse);
                case Event.Recap recap -> {
                    told.results(results);
                    counts.add(
                            "\"%s\": {\"ok\": %d, \"changed\": %d, \"failed\": %d, \"unreachable\": %d}"
                                    .formatted(
                                            recap.host(),
                                            recap.ok(),
                                            recap.changed(),
                                            recap.failed(),
                                            recap.unreachable()));
                }
                default -> {}
            }
        }
        told.results(results);
        if (!counts.isEmpty()) {
            told.add("stats", "\"hosts\": {" + String.join(", ", counts) + "}");
        }
        return told.lines;
    }

    private static Event.Result worse(Event.Result one, Event.Result other) {
        return Agreement.worse(one.state(), other.state()) == other.state() ? other : one;
    }

    private void results(Map<String, Event.Result> results) {
        for (String host : results.keySet()) {
            add("start", "\"n\": %d, \"host\": \"%s\"".formatted(n, host));
        }
        for (Event.Result result : results.values()) {
            add(
                    "result",
                    "\"n\": %d, \"host\": \"%s\", \"state\": \"%s\", \"rc\": 0"
                            .formatted(
                                    n,
                                    result.host(),
                                    result.state().name().toLowerCase(Locale.ROOT)));
        }
        results.clear();
    }

    private void add(String kind, String values) {
        t += 1;
        lines.add("{\"t\": %.1f, \"e\": \"%s\", %s}\n".formatted(t, kind, values));
    }

    static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.US_ASCII);
    }
}
