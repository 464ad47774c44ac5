package org.kpaas.edge.installer.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// A POSIX shell script of ours that goes to a host by standard input (`sh -s -- arguments`), so that nothing is
/// installed there. Scripts are resources `script/<name>.sh`; their second line is `# script: <name>`, by which the
/// practice site knows what it is asked. They run unchanged under dash, bash and busybox sh.
///
/// @param name for instance `facts`
public record Script(String name, String body) {
    /// @throws IllegalArgumentException when there is no such resource, or its second line does not name it
    public static Script named(String name) {
        String resource = "/org/kpaas/edge/installer/script/" + name + ".sh";
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + resource);
            }
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!body.startsWith("#!/bin/sh\n# script: " + name + "\n")) {
                throw new IllegalArgumentException(
                        resource + " does not name itself in its second line");
            }
            return new Script(name, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param limit wall-clock time after which the command is cancelled, on the host as well
    public Command with(Duration limit, String... arguments) {
        return command(limit, Secret.of(body), arguments);
    }

    /// @param values what the script finds in variables of these names. They travel within the script, so they are in
    ///               no command line and no environment
    public Command with(Duration limit, SortedMap<String, Secret> values, String... arguments) {
        return command(limit, given(values), arguments);
    }

    /// The script's text with values set in front of it, below the line that names it.
    ///
    /// @throws IllegalArgumentException for a name that is no variable of upper-case letters
    public Secret given(SortedMap<String, Secret> values) {
        int top = body.indexOf('\n', body.indexOf('\n') + 1) + 1;
        char[] whole = body.substring(0, top).toCharArray();
        for (var value : values.entrySet()) {
            if (!value.getKey().matches("[A-Z]{1,20}")) {
                throw new IllegalArgumentException("no variable: " + value.getKey());
            }
            char[] content = value.getValue().copy();
            char[] word = Shell.quote(content);
            whole = joined(whole, (value.getKey() + "=").toCharArray(), word, new char[] {'\n'});
            Arrays.fill(content, '\0');
        }
        return new Secret(joined(whole, body.substring(top).toCharArray()));
    }

    private static Command command(Duration limit, Secret text, String... arguments) {
        var argv = new ArrayList<>(List.of("sh", "-s", "--"));
        argv.addAll(List.of(arguments));
        return new Command(argv, text, limit);
    }

    /// Wipes its parts.
    private static char[] joined(char[]... parts) {
        var all = new char[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int end = 0;
        for (char[] part : parts) {
            System.arraycopy(part, 0, all, end, part.length);
            end += part.length;
            Arrays.fill(part, '\0');
        }
        return all;
    }
}
