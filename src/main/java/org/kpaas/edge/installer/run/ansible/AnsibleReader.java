package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what Ansible prints, as it arrives, and tells it as events: every line, what is running
/// now, results, phases, the recap. Understands the default output with `profile_tasks` timing
/// lines, from a pipe and from a terminal.
///
/// For one thread. The same bytes give the same events however they are split, apart from [#idle].
///
/// Where another source knows what runs, [Companion#leads], this one guesses no more and is told by
/// [#begins].
public final class AnsibleReader {
    private static final Pattern RECAP =
            Pattern.compile(
                    "(\\S+)\\s*: ok=(\\d+)\\s+changed=(\\d+)\\s+unreachable=(\\d+)\\s+failed=(\\d+)"
                        + "(?:\\s+skipped=(\\d+))?(?:\\s+rescued=\\d+)?(?:\\s+ignored=(\\d+))?.*");

    private final Consumer<Event> sink;
    private final Clock clock;
    private final Companion companion;
    private final LogLines lines;
    private final Hidden hidden = new Hidden();
    private final Playhead head;
    private final Playhead told;
    private final PhaseTrack phases;
    private final List<Event.Result> undecided = new ArrayList<>();
    private final List<Event.Result> lastFailures = new ArrayList<>();
    private Instant at;
    private Event.@Nullable Now now;
    private Playhead.Place nowPlace = Playhead.Place.NONE;
    private Playhead.Place guess = Playhead.Place.NONE;
    private boolean recap;

    /// @param offset where the first byte that will be fed stands in the log
    /// @param sink   gets the events on the feeding thread, in order
    public AnsibleReader(Release release, long offset, Clock clock, Consumer<Event> sink) {
        this(release, offset, clock, sink, Companion.NONE);
    }

    AnsibleReader(
            Release release, long offset, Clock clock, Consumer<Event> sink, Companion companion) {
        this.sink = sink;
        this.clock = clock;
        this.companion = companion;
        this.at = clock.instant();
        lines = new LogLines(offset, this::line);
        head = new Playhead(release);
        told = new Playhead(release);
        phases =
                new PhaseTrack(
                        release, (phase, state) -> sink.accept(new Event.Phase(at, phase, state)));
    }

    /// The other source of the same run.
    interface Companion {
        Companion NONE =
                new Companion() {
                    @Override
                    public boolean leads() {
                        return false;
                    }

                    @Override
                    public void banner(int play, String role, String task) {}
                };

        /// Whether it tells what runs.
        boolean leads();

        /// A task shows itself in the log, before its first result.
        void banner(int play, String role, String task);
    }

    /// The other source says that the next play begins.
    void playBegins() {
        told.nextPlay();
    }

    /// The other source says that a task begins.
    ///
    /// @param when by this machine's clock
    void begins(Instant when, String role, String task) {
        at = when;
        told.nextTask();
        told.banner(role, task);
        if (told.isBeyond(guess)) {
            tellNow(told);
        }
    }

    /// The other source knows of a failure that the log does not show.
    void fails(Instant when) {
        at = when;
        phases.failed();
    }

    public void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    public void feed(byte[] bytes, int from, int to) {
        at = clock.instant();
        lines.feed(bytes, from, to);
    }

    /// Nothing has come for a moment. A failure waits for the next line, which may say that it is ignored; now it is
    /// told as a failure, and corrected should that line still come.
    public void idle() {
        at = clock.instant();
        decide(TaskState.FAILED);
    }

    /// The log is complete. A run that came to its recap has gone through its last phase; another one broke off there.
    public void end() {
        at = clock.instant();
        lines.end();
        decide(TaskState.FAILED);
        if (recap) {
            phases.done();
        } else {
            phases.failed();
        }
    }

    private void line(long offset, String text) {
        sink.accept(new Event.Line(at, offset, hidden.line(text)));
        if (text.equals("...ignoring")) {
            ignored();
            return;
        }
        ResultLine result = ResultLine.read(text);
        if (result != null) {
            result(result);
            return;
        }
        decide(TaskState.FAILED);
        if (text.isEmpty()) {
            return;
        }
        switch (text.charAt(0)) {
            case 'P' -> play(text);
            case 'T', 'R' -> task(text);
            default -> timing(text);
        }
        if (recap) {
            recap(text);
        }
    }

    private void play(String text) {
        if (text.startsWith("PLAY [")) {
            recap = false;
            head.nextPlay();
        } else if (text.startsWith("PLAY RECAP *")) {
            recap = true;
        } else {
            timing(text);
        }
    }

    private void task(String text) {
        if (text.startsWith("TASK [") || text.startsWith("RUNNING HANDLER [")) {
            int from = text.indexOf('[') + 1;
            int to = text.lastIndexOf("] *");
            String banner = text.substring(from, to < from ? text.length() : to);
            int colon = banner.indexOf(" : ");
            String role = colon < 0 ? "" : banner.substring(0, colon);
            String name = colon < 0 ? banner : banner.substring(colon + 3);
            head.banner(role, name);
            companion.banner(head.play(), role, name);
            guessNow();
        } else {
            timing(text);
        }
    }

    /// A date may begin with any letter: its language is the host's.
    private void timing(String text) {
        if (!recap && TimingLine.is(text)) {
            head.nextTask();
            guessNow();
        }
    }

    private void guessNow() {
        if (!companion.leads()) {
            guess = head.place();
            tellNow(head);
        }
    }

    private void tellNow(Playhead place) {
        place.task()
                .ifPresent(
                        task -> {
                            if (!task.phase().isEmpty()) {
                                phases.at(task.phase());
                            }
                            tellNow(
                                    new Event.Now(at, place.play(), task.role(), task.name()),
                                    place.place());
                        });
    }

    /// Names repeat, also in a row: it is the place that says whether it was told.
    private void tellNow(Event.Now found, Playhead.Place place) {
        if (now == null || !place.equals(nowPlace) || !same(now, found)) {
            now = found;
            nowPlace = place;
            sink.accept(found);
        }
    }

    private static boolean same(Event.Now one, Event.Now other) {
        return one.play() == other.play()
                && one.role().equals(other.role())
                && one.task().equals(other.task());
    }

    private void result(ResultLine line) {
        boolean sameLoop =
                line.item()
                        && !undecided.isEmpty()
                        && undecided.getLast().host().equals(line.host());
        if (!sameLoop) {
            decide(TaskState.FAILED);
        }
        Event.Result result = event(line);
        if (line.failure() || !undecided.isEmpty()) {
            undecided.add(result);
        } else {
            sink.accept(result);
        }
    }

    private Event.Result event(ResultLine line) {
        String role = head.task().map(Release.Task::role).orElse("");
        String task = head.task().map(Release.Task::name).orElse("");
        String detail =
                line.detail().isEmpty() ? "" : Redaction.redact(FailureText.of(line.detail()));
        return new Event.Result(at, head.play(), role, task, line.host(), line.state(), detail);
    }

    private void ignored() {
        if (undecided.isEmpty() && !lastFailures.isEmpty()) {
            undecided.addAll(lastFailures);
            phases.resumed();
        }
        decide(TaskState.IGNORED);
    }

    /// @param state what the waiting failures are
    private void decide(TaskState state) {
        if (undecided.isEmpty()) {
            return;
        }
        lastFailures.clear();
        for (Event.Result result : undecided) {
            boolean failure =
                    result.state() == TaskState.FAILED || result.state() == TaskState.UNREACHABLE;
            if (failure) {
                lastFailures.add(result);
            }
            sink.accept(failure && state == TaskState.IGNORED ? as(result, state) : result);
        }
        undecided.clear();
        if (state == TaskState.IGNORED) {
            lastFailures.clear();
        } else if (!lastFailures.isEmpty()) {
            phases.failed();
        }
    }

    private static Event.Result as(Event.Result result, TaskState state) {
        return new Event.Result(
                result.at(),
                result.play(),
                result.role(),
                result.task(),
                result.host(),
                state,
                result.detail());
    }

    private void recap(String text) {
        if (!text.contains(": ok=")) {
            return;
        }
        Matcher found = RECAP.matcher(text);
        if (found.matches()) {
            sink.accept(
                    new Event.Recap(
                            at,
                            Objects.requireNonNull(found.group(1)),
                            number(found, 2),
                            number(found, 3),
                            number(found, 4),
                            number(found, 5),
                            number(found, 6),
                            number(found, 7)));
        }
    }

    private static int number(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
