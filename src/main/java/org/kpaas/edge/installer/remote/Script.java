package org.kpaas.edge.installer.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        var argv = new ArrayList<>(List.of("sh", "-s", "--"));
        argv.addAll(List.of(arguments));
        return new Command(argv, Secret.of(body), limit);
    }
}
