package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.kpaas.edge.installer.remote.Script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs `facts.sh` on this machine with a home folder of its own, and with programs that a test puts in front.
final class FactsShell {
    private final Path home;
    private String path = System.getenv("PATH");

    private FactsShell(Path home) {
        this.home = home;
    }

    static FactsShell of(Path home) {
        return new FactsShell(home);
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// A program of the test's own that is found before the real one.
    ///
    /// @param body of a POSIX shell script
    FactsShell with(String program, String body) throws IOException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        Path file = tools.resolve(program);
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!path.startsWith(tools.toString())) {
            path = tools + ":" + path;
        }
        return this;
    }

    /// Every program of this machine but one.
    FactsShell without(String program) throws IOException {
        Path tools = Files.createDirectories(home.resolve("others"));
        for (String folder : List.of("/usr/bin", "/bin")) {
            try (Stream<Path> all = Files.list(Path.of(folder))) {
                for (Path each : all.toList()) {
                    Path link = tools.resolve(each.getFileName());
                    if (!each.endsWith(program) && !Files.exists(link)) {
                        Files.createSymbolicLink(link, each);
                    }
                }
            }
        }
        path = tools.toString();
        return this;
    }

    String output(String shell, String... arguments) throws Exception {
        var argv = new ArrayList<>(List.of(shell.split(" ", -1)));
        argv.addAll(List.of("-s", "--"));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv).directory(home.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", path);
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(Script.named("facts").body().getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
