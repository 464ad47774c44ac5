package org.kpaas.edge.installer.run.ansible;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a person needs of the several kilobytes of JSON that Ansible prints for a failure.
final class FailureText {
    private static final int LINES = 20;
    private static final int LENGTH = 2000;
    private static final String KNOWN_HOSTS = "Warning: Permanently added ";

    private FailureText() {}

    /// @param json what follows `=> `; text that is no JSON is taken as it is
    /// @return the last lines of the command's complaint, or Ansible's own message where there is none
    static String of(String json) {
        try {
            return shortened(told(JsonMapper.shared().readTree(json)));
        } catch (JacksonException notJson) {
            return shortened(json);
        }
    }

    private static String told(JsonNode result) {
        String message = text(result, "msg");
        if (!result.has("rc") && !message.isBlank()) {
            return message;
        }
        return List.of(
                        text(result, "stderr"),
                        text(result, "module_stderr"),
                        stdout(result),
                        message)
                .stream()
                .filter(Predicate.not(String::isBlank))
                .findFirst()
                .orElseGet(() -> text(result, "reason"));
    }

    /// A program that only says that it failed has said why on its standard output, if anywhere.
    private static String stdout(JsonNode result) {
        String stdout = text(result, "stdout");
        return stdout.isBlank() ? text(result, "module_stdout") : stdout;
    }

    private static String text(JsonNode result, String field) {
        JsonNode value = result.path(field);
        return value.isString() ? value.asString() : value.isMissingNode() ? "" : value.toString();
    }

    private static String shortened(String told) {
        List<String> lines =
                told.lines()
                        .map(line -> line.replace(KNOWN_HOSTS, "\n" + KNOWN_HOSTS))
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith(KNOWN_HOSTS))
                        .toList();
        String text =
                lines.stream()
                        .skip(Math.max(0, lines.size() - LINES))
                        .collect(Collectors.joining("\n"));
        return text.length() <= LENGTH ? text : "…" + text.substring(text.length() - LENGTH);
    }
}
