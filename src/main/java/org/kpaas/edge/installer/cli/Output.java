package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;

/// Where a command writes: people's text or one JSON value to `out`, problems and progress to `err` when `out` is JSON.
///
/// @param json whether the result goes out as JSON
record Output(PrintStream out, PrintStream err, Texts texts, boolean json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// For people; with JSON it goes to `err`, so that `out` stays machine-readable.
    void say(String line) {
        (json ? err : out).println(line);
    }

    void text(String key, Object... values) {
        say(texts.get(key, values));
    }

    void table(Table table) {
        table.lines().forEach(this::say);
    }

    /// One JSON value on one line of `out`.
    void value(Object value) {
        out.println(JSON.writeValueAsString(value));
    }

    /// What was asked for, as it is.
    void print(String line) {
        out.println(line);
    }

    void problem(Problem problem) {
        err.println(texts.get("cli.problem", texts.title(problem)));
        err.println(texts.get("cli.remedy", texts.remedy(problem)));
    }
}
