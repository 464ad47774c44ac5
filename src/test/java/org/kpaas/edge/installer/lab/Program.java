package org.kpaas.edge.installer.lab;

import org.kpaas.edge.installer.app.Launcher;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The product's command line as a process of its own on the laptop, with the time at which it said each line.
final class Program {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Process process;
    private final List<Said> out = new ArrayList<>();
    private final StringBuilder err = new StringBuilder();
    private final Thread reader;
    private final Thread errorReader;

    /// One line of standard output.
    record Said(Instant at, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        boolean isEvent(String name) {
            return text.startsWith("{") && json().path("event").asString("").equals(name);
        }

        String value(String name) {
            return json().path("values").path(name).asString("");
        }
    }

    /// One line of the job's log, without its line end.
    record LogLine(long offset, String text) {
        /// The lines of a whole log. Ansible ends the prompt of a pause with CR LF.
        static List<LogLine> of(String log) {
            var lines = new ArrayList<LogLine>();
            long offset = 0;
            for (String line : log.split("(?<=\n)", -1)) {
                if (!line.isEmpty()) {
                    lines.add(new LogLine(offset, line.replaceFirst("\r?\n$", "")));
                }
                offset += line.getBytes(StandardCharsets.UTF_8).length;
            }
            return lines;
        }
    }

    private Program(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().start(() -> readOut(process.getInputStream()));
        errorReader = Thread.ofVirtual().start(() -> readErr(process.getErrorStream()));
    }

    /// @param home  the home folder of the laptop's user
    /// @param stdin what it reads, for instance a password line
    static Program start(Lab lab, Path home, String stdin, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var command =
                new ArrayList<>(
                        List.of(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-Duser.home=" + home,
                                "-Djava.io.tmpdir=" + home,
                                "-Duser.language=en",
                                "-classpath",
                                classPath,
                                Launcher.class.getName()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(lab.onLaptop(command));
        builder.environment()
                .keySet()
                .removeIf(name -> name.endsWith("DISPLAY") || name.startsWith("SSH_"));
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        return new Program(process);
    }

    /// Waits for a line, those already said included.
    Said await(String what, Duration limit, Predicate<Said> wanted) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (out) {
            int seen = 0;
            while (true) {
                for (; seen < out.size(); seen++) {
                    if (wanted.test(out.get(seen))) {
                        return out.get(seen);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !reader.isAlive()) {
                    throw new AssertionError(what + " did not come\n" + everything());
                }
                out.wait(Math.min(left, 500));
            }
        }
    }

    /// @return the exit status
    int exit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end within " + limit + "\n" + everything());
        }
        reader.join();
        errorReader.join();
        return process.exitValue();
    }

    /// kill -9
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join();
        errorReader.join();
    }

    List<Said> said() {
        synchronized (out) {
            return List.copyOf(out);
        }
    }

    List<Said> events(String name) {
        return said().stream().filter(line -> line.isEvent(name)).toList();
    }

    /// The lines of the job's log that this program delivered, each with the offset of its first byte.
    List<LogLine> log() {
        return events("Line").stream()
                .map(
                        line ->
                                new LogLine(
                                        line.json().path("values").path("offset").asLong(),
                                        line.value("text")))
                .toList();
    }

    /// Standard output and standard error, for messages and for hunting.
    String everything() {
        var all = new StringBuilder();
        said().forEach(line -> all.append(line.text()).append('\n'));
        synchronized (err) {
            return all.append(err).toString();
        }
    }

    private void readOut(InputStream stream) {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (out) {
                    out.add(new Said(Instant.now(), line));
                    out.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readErr(InputStream stream) {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (err) {
                    err.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
