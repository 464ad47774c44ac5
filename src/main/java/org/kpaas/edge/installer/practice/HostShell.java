package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in for the shell of a practice host: it knows the product's own scripts by their second line, and says
/// so plainly about everything else.
final class HostShell {
    private static final int LARGEST_SCRIPT = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("#!/bin/sh\\R# script: ([a-z][a-z0-9-]*)\\R");
    private static final List<String> SCRIPT_FROM_INPUT = List.of("sh", "-s");

    private final Map<String, ScriptCall.Answer> scripts;

    HostShell(Map<String, ScriptCall.Answer> scripts) {
        this.scripts = Map.copyOf(scripts);
    }

    /// @return the exit status, as a shell would give it
    int run(PracticeHost host, String line, InputStream in, OutputStream out, OutputStream err)
            throws IOException, InterruptedException {
        if (host.passwordExpired()) {
            say(err, "WARNING: Your password has expired.");
            say(err, "Password change required but no TTY available.");
            return 1;
        }
        List<String> words;
        try {
            words = Words.of(line);
        } catch (IllegalArgumentException e) {
            say(err, "sh: 1: Syntax error: Unterminated quoted string");
            return 2;
        }
        if (words.isEmpty() || words.equals(List.of("true"))) {
            return 0;
        }
        if (words.size() >= 2 && words.subList(0, 2).equals(SCRIPT_FROM_INPUT)) {
            String body = new String(in.readNBytes(LARGEST_SCRIPT), StandardCharsets.UTF_8);
            Optional<ScriptCall.Answer> answer = name(body).map(scripts::get);
            if (answer.isPresent()) {
                List<String> arguments = words.subList(2, words.size());
                if (!arguments.isEmpty() && arguments.getFirst().equals("--")) {
                    arguments = arguments.subList(1, arguments.size());
                }
                var call =
                        new ScriptCall(host, name(body).orElseThrow(), List.copyOf(arguments), out);
                return answer.get().answer(call);
            }
        }
        say(err, "practice: not simulated: " + line);
        return 127;
    }

    private static Optional<String> name(String body) {
        Matcher matcher = NAME.matcher(body);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void say(OutputStream to, String line) throws IOException {
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
