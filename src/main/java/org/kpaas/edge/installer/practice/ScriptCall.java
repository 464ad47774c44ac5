package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One of the product's scripts that arrived at a host.
///
/// @param script the name in the script's second line
/// @param values what was set for it at its top
record ScriptCall(
        PracticeHost host,
        String script,
        List<String> arguments,
        Map<String, String> values,
        OutputStream out,
        OutputStream err) {
    /// Says why nothing is done.
    int refuse(String why, int exit) throws IOException {
        value("facts.refused", why);
        end();
        return exit;
    }

    /// Prints one line.
    void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void value(String key, String value) throws IOException {
        line(key + "=" + value);
    }

    void flag(String key, boolean value) throws IOException {
        value(key, value ? "yes" : "no");
    }

    /// Prints a text of several lines under a key.
    void text(String key, String text) throws IOException {
        line(key + "<<");
        for (String row : text.lines().toList()) {
            line("|" + row);
        }
    }

    void end() throws IOException {
        value("facts.end", "yes");
    }

    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /// Answers one script.
    interface Answer {
        /// @return the exit status
        int answer(ScriptCall call) throws IOException, InterruptedException;
    }
}
