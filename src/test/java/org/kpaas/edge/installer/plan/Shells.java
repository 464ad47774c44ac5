package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.kpaas.edge.installer.site.Hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lets a real shell run generated lines, in a folder with a tripwire, and tells which words they were to it.
final class Shells {
    private final Path folder;

    Shells(Path folder) {
        this.folder = folder;
    }

    /// @param shell    for instance `bash`, or `busybox sh`
    /// @param commands names that are called in the lines; each tells its words instead of doing anything
    /// @return for each call its words, the command itself first
    List<List<String>> words(String shell, List<String> commands, List<String> lines)
            throws IOException, InterruptedException {
        var script = new StringBuilder();
        for (String command : commands) {
            script.append(command)
                    .append("() { printf '%s\\000' \"$#\" ")
                    .append(command)
                    .append(" \"$@\"; }\n");
        }
        lines.forEach(line -> script.append(line).append('\n'));
        return calls(run(shell, script.toString()));
    }

    /// What a shell prints; nothing may have been said as an error, and the tripwire is untouched.
    String run(String shell, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("lines.sh"), script);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.add(file.toString());
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        int exit = builder.start().waitFor();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(exit).isZero();
        assertThat(folder.resolve(Hostile.CANARY)).doesNotExist();
        return new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    }

    private static List<List<String>> calls(String output) {
        String[] words = output.split("\0", -1);
        var calls = new ArrayList<List<String>>();
        for (int at = 0; at + 1 < words.length; ) {
            int count = Integer.parseInt(words[at]) + 1;
            calls.add(List.of(words).subList(at + 1, at + 1 + count));
            at += 1 + count;
        }
        return calls;
    }
}
