package org.kpaas.edge.installer.logs;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads a log on its host, line by line, redacted. Blocks; interrupting ends the reading there too.
public final class LogReader {
    public static final int MOST_LINES = 5000;

    /// A line that is longer is cut.
    private static final int WIDTH = 4000;

    private static final Duration ONCE = Duration.ofSeconds(60);
    private static final Duration FOLLOWED = Duration.ofMinutes(31);
    private static final int NO_SUCH_POD = 3;
    private static final int NO_TOOL = 5;

    /// Colours, and what a screen cannot show.
    private static final Pattern UNPRINTABLE =
            Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|[\\p{Cntrl}&&[^\\t]]");

    private LogReader() {}

    /// What is there now.
    ///
    /// @param lines of the past, 1 to [#MOST_LINES]
    public static List<String> read(Host host, LogSource source, int lines)
            throws ProblemException, InterruptedException {
        var all = new ArrayList<String>();
        stream(host, source, lines, false, all::add);
        return all;
    }

    /// What is there, and then what comes, for half an hour at most.
    ///
    /// @param line gets each line on the calling thread or one of ours, never two at once
    public static void follow(Host host, LogSource source, int lines, Consumer<String> line)
            throws ProblemException, InterruptedException {
        stream(host, source, lines, true, line);
    }

    private static void stream(
            Host host, LogSource source, int lines, boolean follow, Consumer<String> line)
            throws ProblemException, InterruptedException {
        if (lines < 1 || lines > MOST_LINES) {
            throw new IllegalArgumentException("lines: " + lines);
        }
        var words = new ArrayList<>(source.words());
        words.addAll(List.of(Integer.toString(lines), follow ? "yes" : "no"));
        Command command =
                Script.named("log").with(follow ? FOLLOWED : ONCE, words.toArray(String[]::new));
        var out = new Lines(line);
        var complaint = new ByteArrayOutputStream();
        Outcome outcome;
        try {
            outcome =
                    host.stream(
                            command,
                            (from, bytes) -> {
                                if (from == Host.Stream.OUT) {
                                    out.add(bytes);
                                } else if (complaint.size() < WIDTH) {
                                    complaint.writeBytes(bytes);
                                }
                            });
        } catch (RemoteException e) {
            if (follow && e.kind() == RemoteException.Kind.COMMAND_TOO_LONG) {
                return;
            }
            throw e;
        } finally {
            out.end();
        }
        String complained = complaint.toString(StandardCharsets.UTF_8).replace("\0", "").strip();
        judge(outcome, source, host, complained.isEmpty() ? out.last() : complained);
    }

    private static void judge(Outcome outcome, LogSource source, Host host, String complaint)
            throws ProblemException {
        if (outcome.ok()) {
            return;
        }
        String what = String.join(" ", source.words().subList(1, source.words().size()));
        String code =
                switch (outcome.exit()) {
                    case NO_SUCH_POD -> "logs.no-pod";
                    case NO_TOOL -> "logs.no-tool";
                    default -> "logs.failed";
                };
        String said = Redaction.redact(complaint).lines().reduce("", (a, b) -> b);
        throw new ProblemException(
                Problem.of(
                        code,
                        what,
                        host.access().label(),
                        said.isEmpty() ? Integer.toString(outcome.exit()) : said));
    }

    /// Bytes to lines.
    private static final class Lines {
        private final Consumer<String> line;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private String last = "";

        Lines(Consumer<String> line) {
            this.line = line;
        }

        void add(byte[] bytes) {
            for (byte b : bytes) {
                if (b == '\n') {
                    say();
                } else if (begun.size() < WIDTH) {
                    begun.write(b);
                }
            }
        }

        void end() {
            if (begun.size() > 0) {
                say();
            }
        }

        /// A program that cannot print the log says so in its place.
        String last() {
            return last;
        }

        private void say() {
            String text = begun.toString(StandardCharsets.UTF_8).stripTrailing();
            begun.reset();
            last = Redaction.redact(UNPRINTABLE.matcher(text).replaceAll(""));
            line.accept(last);
        }
    }
}
