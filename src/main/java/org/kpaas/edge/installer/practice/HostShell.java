package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in for the shell of a practice host: it knows the product's own scripts by their second line, and says
/// so plainly about everything else.
final class HostShell {
    private static final int LARGEST_SCRIPT = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("#!/bin/sh\\R# script: ([a-z][a-z0-9-]*)\\R");
    private static final Pattern VALUE =
            Pattern.compile("([A-Z]{1,20})='((?:[^']++|'\\\\'')*+)'\n");
    private static final List<String> SCRIPT_FROM_INPUT = List.of("sh", "-s");

    private final Map<String, ScriptCall.Answer> scripts;

    /// @param nodes    where the control plane can log in by `ssh`
    /// @param password whether this is what sudo wants to hear
    HostShell(
            Map<String, ScriptCall.Answer> scripts,
            List<PracticeHost> nodes,
            Predicate<String> password) {
        this.scripts = new HashMap<>(scripts);
        this.scripts.put("fix-root", call -> root(call, password));
        this.scripts.put("across", new AcrossScript(nodes, this));
    }

    /// Runs another script as root, when sudo lets it.
    private int root(ScriptCall call, Predicate<String> password)
            throws IOException, InterruptedException {
        if (!call.host().says("sudo.nopasswd", "yes")) {
            Optional<String> given = Optional.ofNullable(call.values().get("PASSWORD"));
            if (given.isEmpty() || !password.test(given.get())) {
                return call.refuse(given.isEmpty() ? "password-wanted" : "password-wrong", 77);
            }
        }
        String program = call.values().getOrDefault("PROGRAM", "");
        return script(call.host(), program, call.arguments(), call.out(), call.err()).orElse(127);
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
            List<String> arguments = words.subList(2, words.size());
            if (!arguments.isEmpty() && arguments.getFirst().equals("--")) {
                arguments = arguments.subList(1, arguments.size());
            }
            Optional<Integer> exit = script(host, body, List.copyOf(arguments), out, err);
            if (exit.isPresent()) {
                return exit.get();
            }
        }
        say(err, "practice: not simulated: " + line);
        return 127;
    }

    /// @return the exit status; empty for a script that is not known here
    Optional<Integer> script(
            PracticeHost host,
            String body,
            List<String> arguments,
            OutputStream out,
            OutputStream err)
            throws IOException, InterruptedException {
        Optional<ScriptCall.Answer> answer = name(body).map(scripts::get);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var call =
                new ScriptCall(host, name(body).orElseThrow(), arguments, values(body), out, err);
        return Optional.of(answer.get().answer(call));
    }

    /// The assignments right below the script's name, as a shell would read them.
    static Map<String, String> values(String body) {
        var values = new HashMap<String, String>();
        Matcher value = VALUE.matcher(body);
        int at = body.indexOf('\n', body.indexOf('\n') + 1) + 1;
        while (value.region(at, body.length()).lookingAt()) {
            values.put(value.group(1), value.group(2).replace("'\\''", "'"));
            at = value.end();
        }
        return values;
    }

    private static Optional<String> name(String body) {
        Matcher matcher = NAME.matcher(body);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void say(OutputStream to, String line) throws IOException {
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
