package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The results of failed tasks as Ansible prints them: one line, keys in order, Python's spacing.
final class AnsibleJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private AnsibleJson() {}

    static String message(String text) {
        return print(Map.of("msg", text));
    }

    static String unreachable(String text) {
        return print(Map.of("changed", false, "msg", text, "unreachable", true));
    }

    /// A command that ended with an exit status.
    static String command(
            String line, int status, double seconds, Instant end, String stdout, String stderr) {
        var result = new TreeMap<String, Object>();
        result.put("changed", true);
        result.put("cmd", line);
        result.put("delta", "0:%02d:%09.6f".formatted((int) seconds / 60, seconds % 60));
        result.put("end", TIME.format(end));
        result.put("msg", "non-zero return code");
        result.put("rc", status);
        result.put("start", TIME.format(end.minusNanos((long) (seconds * 1e9))));
        result.put("stderr", stderr);
        result.put("stderr_lines", stderr.lines().toList());
        result.put("stdout", stdout);
        result.put("stdout_lines", stdout.lines().toList());
        return print(result);
    }

    static String print(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    new TreeMap<>(map)
                            .entrySet().stream()
                                    .map(
                                            entry ->
                                                    print(entry.getKey())
                                                            + ": "
                                                            + print(entry.getValue()))
                                    .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> list ->
                    list.stream()
                            .map(AnsibleJson::print)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> JsonMapper.shared().writeValueAsString(value);
        };
    }
}
