package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// Writes what `ansible-playbook` prints with the platform's settings: no pty, `display_skipped_hosts=no`, the callback
/// `profile_tasks`. Keeps the simulated clock of the run. Source: recorded runs.
final class AnsibleLog {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE dd MMMM yyyy  HH:mm:ss xx", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final int BANNER = 80;
    private static final int FILLED = 79;
    private static final int SLOWEST = 20;

    private final OutputStream out;
    private final Instant start;
    private double now = 0.05;
    private double taskBegan;
    private final List<Timed> timed = new ArrayList<>();

    private record Timed(String task, double seconds) {}

    AnsibleLog(OutputStream out, Instant start) {
        this.out = out;
        this.start = start;
    }

    /// Simulated time goes by.
    void pass(double seconds) {
        now += seconds;
    }

    /// The simulated wall clock.
    Instant clock() {
        return start.plusNanos((long) (now * 1e9));
    }

    void warning(String text) throws IOException {
        print("[WARNING]: " + text + "\n");
    }

    void play(String group) throws IOException {
        banner("PLAY [" + group + "]");
    }

    void noHosts() throws IOException {
        print("skipping: no hosts matched\n");
    }

    /// The timing line, all that is printed when a task starts.
    void begin(String task) throws IOException {
        timing();
        timed.add(new Timed(task, 0));
    }

    void pausing(int seconds) throws IOException {
        print(
                "Pausing for "
                        + seconds
                        + " seconds\n"
                        + "(ctrl+C then 'C' = continue early, ctrl+C then 'A' = abort)\n");
    }

    /// The banner, with the first result of the task.
    void task(String task) throws IOException {
        banner("TASK [" + task + "]");
    }

    /// @param state `ok`, `changed`, `fatal`
    /// @param host  with ` -> localhost` where it was delegated
    void result(String state, String host, String rest) throws IOException {
        print(state + ": [" + host + "]" + rest + "\n");
    }

    void ignoring() throws IOException {
        print("...ignoring\n");
    }

    void noMoreHosts() throws IOException {
        banner("NO MORE HOSTS LEFT");
    }

    void recap(SortedMap<String, Tally> hosts) throws IOException {
        banner("PLAY RECAP");
        for (var entry : hosts.entrySet()) {
            print("%-26s : %s\n".formatted(entry.getKey(), entry.getValue().line()));
        }
        print("\n");
        timing();
        print("=".repeat(FILLED) + " \n");
        timed.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds).reversed())
                .limit(SLOWEST)
                .forEach(this::profile);
    }

    /// Anything that is not Ansible's.
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void profile(Timed task) {
        String name = task.task() + " ";
        String seconds = String.format(Locale.ROOT, " %.2fs", task.seconds());
        String line =
                name
                        + "-".repeat(Math.max(0, 70 - name.length()))
                        + "-".repeat(Math.max(0, 9 - seconds.length()))
                        + seconds;
        try {
            print(line + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void timing() throws IOException {
        double took = now - taskBegan;
        if (!timed.isEmpty()) {
            timed.set(timed.size() - 1, new Timed(timed.getLast().task(), took));
        }
        taskBegan = now;
        String text = DATE.format(clock()) + " (" + hours(took) + ")       " + hours(now) + " ";
        print(text + "*".repeat(Math.max(3, FILLED - text.length())) + " \n");
    }

    private void banner(String text) throws IOException {
        print("\n" + text + " " + "*".repeat(Math.max(3, BANNER - 1 - text.length())) + "\n");
    }

    private static String hours(double seconds) {
        long millis = (long) (seconds * 1000);
        return "%d:%02d:%02d.%03d"
                .formatted(
                        millis / 3_600_000,
                        millis / 60_000 % 60,
                        millis / 1000 % 60,
                        millis % 1000);
    }
}
