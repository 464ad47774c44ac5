package org.kpaas.edge.installer.practice;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Writes what the product's callback plugin tells of a run, `script/kpaas_edge_events.py`.
final class AnsibleEvents {
    private static final int TAIL = 300;

    private final OutputStream out;
    private final Supplier<Instant> clock;
    private int task;

    /// @param clock the simulated wall clock
    AnsibleEvents(OutputStream out, Supplier<Instant> clock) {
        this.out = out;
        this.clock = clock;
    }

    void begin(String ansible) throws IOException {
        tell("begin", Map.of("ansible", ansible));
    }

    void play(String group) throws IOException {
        tell("play", Map.of("name", group));
    }

    void task(String role, String name) throws IOException {
        task++;
        tell("task", values("role", role, "task", name));
    }

    void start(String host) throws IOException {
        tell("start", values("host", host));
    }

    void skipped(String host) throws IOException {
        tell("result", values("host", host, "state", "skipped"));
    }

    void result(String host, TaskOutcome outcome) throws IOException {
        Map<String, Object> values =
                switch (outcome) {
                    case TaskOutcome.Ok() -> values("host", host, "state", "ok");
                    case TaskOutcome.Changed() -> values("host", host, "state", "changed", "rc", 0);
                    case TaskOutcome.Failed(String json, boolean ignored) ->
                            failed(host, ignored ? "ignored" : "failed", json);
                    case TaskOutcome.Unreachable(String json) -> failed(host, "unreachable", json);
                };
        tell("result", values);
    }

    void stats(SortedMap<String, Tally> hosts) throws IOException {
        var counts = new LinkedHashMap<String, Object>();
        hosts.forEach((host, tally) -> counts.put(host, tally.counts()));
        tell("stats", Map.of("hosts", counts));
    }

    private Map<String, Object> failed(String host, String state, String json) {
        JsonNode result = JsonMapper.shared().readTree(json);
        String said = result.path("stderr").asString("");
        String text = said.isBlank() ? result.path("msg").asString("") : said;
        String last = text.lines().reduce("", (before, line) -> line).strip();
        Map<String, Object> values =
                values(
                        "host",
                        host,
                        "state",
                        state,
                        "err",
                        last.substring(0, Math.min(TAIL, last.length())));
        if (result.has("rc")) {
            values.put("rc", result.get("rc").asInt());
        }
        return values;
    }

    private Map<String, Object> values(Object... pairs) {
        var values = new LinkedHashMap<String, Object>();
        values.put("n", task);
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    /// As Python prints it, with a space after each colon and comma.
    private void tell(String kind, Map<String, Object> values) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put("e", kind);
        line.putAll(values);
        var t =
                BigDecimal.valueOf(clock.get().toEpochMilli(), 3)
                        .setScale(3, RoundingMode.UNNECESSARY);
        String json = AnsibleJson.print(line);
        out.write(
                ("{\"t\": " + t + ", " + json.substring(1) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
