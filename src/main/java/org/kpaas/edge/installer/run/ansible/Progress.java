package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.run.Reading;
import org.kpaas.edge.installer.run.TaskTime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// How a run goes, from its two sources: the log, which has the lines, the details and the recap,
/// and the events of our plugin, which say what runs where and since when. Without the plugin the
/// log carries the run alone. Where the two contradict each other the worse state counts, and it is
/// said once.
///
/// For one thread; the events go to the sink on it, in order.
public final class Progress implements Reading {
    private final Clock clock;
    private final Consumer<Event> sink;
    private final AnsibleReader reader;
    private final ToldLines lines = new ToldLines(this::told);
    private final Agreement agreement = new Agreement(this::differs);
    private final TaskTimes times = new TaskTimes();
    private final Map<String, Event.Recap> recaps = new HashMap<>();
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final Set<String> suspicions = new HashSet<>();
    private final List<Agreement.Key> tasks = new ArrayList<>();
    private Duration ahead = Duration.ZERO;
    private long logBytes;
    private int first;
    private boolean begun;
    private boolean over;

    /// @param sink gets the events on the feeding thread, in order
    public Progress(Release release, Clock clock, Consumer<Event> sink) {
        this.clock = clock;
        this.sink = sink;
        reader = new AnsibleReader(release, 0, clock, this::shown, new Companion());
    }

    /// The next bytes of the log.
    @Override
    public void log(byte[] bytes) {
        logBytes += bytes.length;
        reader.feed(bytes);
    }

    /// The next bytes of what the follower says beside the log.
    @Override
    public void events(byte[] bytes) {
        lines.feed(bytes);
    }

    /// How many bytes of the log have come.
    @Override
    public long logOffset() {
        return logBytes;
    }

    /// Where in the events file another follower has to go on.
    @Override
    public long eventsOffset() {
        return lines.offset();
    }

    /// Another follower begins, at both offsets.
    @Override
    public void again() {
        lines.again();
    }

    /// Nothing has come for a moment.
    @Override
    public void idle() {
        reader.idle();
        agreement.idle();
    }

    /// Both sources were read to their ends.
    public void end() {
        reader.end();
        if (begun && !recaps.isEmpty()) {
            agreement.end(over);
            compareCounts();
        }
    }

    /// How long each task took that came to its end, without those that failed; empty without the
    /// plugin.
    public List<TaskTime> times() {
        return times.times();
    }

    private void told(Told told) {
        switch (told) {
            case Told.Clock(double t) -> ahead = Duration.between(instant(t), clock.instant());
            case Told.Begin(double t) -> {
                begun = true;
                over = false;
                first = tasks.size();
            }
            case Told.Play(double t) -> {
                agreement.play();
                reader.playBegins();
            }
            case Told.Task task -> task(task);
            case Told.Start start -> onHost(start.t(), start.n(), start.host(), Optional.empty());
            case Told.Result result -> result(result);
            case Told.Stats(double t, var hosts) -> {
                over = true;
                times.end(t);
                counts.putAll(hosts);
            }
        }
    }

    private void task(Told.Task task) {
        var key = new Agreement.Key(agreement.plays(), task.role(), task.task());
        tasks.add(key);
        times.begin(key, task.t());
        agreement.task(key);
        reader.begins(here(task.t()), task.role(), task.task());
    }

    private void result(Told.Result result) {
        int index = first + result.n() - 1;
        if (!known(index)) {
            return;
        }
        Agreement.Key task = tasks.get(index);
        agreement.told(task, result);
        if (Agreement.rank(result.state()) >= Agreement.rank(TaskState.FAILED)) {
            times.failed();
        }
        onHost(result.t(), result.n(), result.host(), Optional.of(result.state()));
        if (!result.odd().isEmpty()) {
            suspect(here(result.t()), result.host(), task, result.odd());
        }
    }

    private void onHost(double t, int n, String host, Optional<TaskState> ended) {
        int index = first + n - 1;
        if (known(index)) {
            Agreement.Key task = tasks.get(index);
            sink.accept(
                    new Event.OnHost(here(t), host, task.play(), task.role(), task.task(), ended));
        }
    }

    private boolean known(int index) {
        return index >= 0 && index < tasks.size();
    }

    /// What the log showed.
    private void shown(Event event) {
        sink.accept(event);
        switch (event) {
            case Event.Result result -> {
                agreement.shown(result);
                if (result.state() == TaskState.IGNORED) {
                    suspect(
                            result.at(),
                            result.host(),
                            new Agreement.Key(result.play(), result.role(), result.task()),
                            result.detail());
                }
            }
            case Event.Recap recap -> recaps.put(recap.host(), recap);
            default -> {}
        }
    }

    private void suspect(Instant at, String host, Agreement.Key task, String text) {
        if (suspicions.add(host + '\n' + task + '\n' + text)) {
            sink.accept(new Event.Suspicion(at, host, task.role(), task.task(), text));
        }
    }

    private void differs(
            Agreement.Key task,
            String host,
            Optional<TaskState> log,
            Optional<TaskState> plugin,
            String err) {
        Instant at = clock.instant();
        sink.accept(new Event.Disagreement(at, host, task.role(), task.task(), log, plugin));
        int shown = log.map(Agreement::rank).orElse(0);
        if (plugin.isPresent()
                && Agreement.rank(plugin.get()) > shown
                && Agreement.rank(plugin.get()) >= Agreement.rank(TaskState.FAILED)) {
            sink.accept(
                    new Event.Result(
                            at, task.play(), task.role(), task.task(), host, plugin.get(), err));
            reader.fails(at);
        } else if (plugin.equals(Optional.of(TaskState.IGNORED))
                && shown < Agreement.rank(TaskState.IGNORED)) {
            suspect(at, host, task, err);
        }
    }

    /// The recap is the last word of both; a host that is in one of them only was not part of the
    /// other's run.
    private void compareCounts() {
        if (!over) {
            return;
        }
        var hosts = new HashSet<>(recaps.keySet());
        hosts.addAll(counts.keySet());
        hosts.stream().sorted().filter(host -> !sameCount(host)).forEach(this::differsInCount);
    }

    private boolean sameCount(String host) {
        Event.Recap recap = recaps.get(host);
        Map<String, Integer> count = counts.get(host);
        return recap != null
                && count != null
                && recap.ok() == count.getOrDefault("ok", 0)
                && recap.changed() == count.getOrDefault("changed", 0)
                && recap.failed() == count.getOrDefault("failed", 0)
                && recap.unreachable() == count.getOrDefault("unreachable", 0);
    }

    private void differsInCount(String host) {
        sink.accept(
                new Event.Disagreement(
                        clock.instant(),
                        host,
                        "",
                        "",
                        Optional.ofNullable(recaps.get(host)).map(Progress::worst),
                        Optional.ofNullable(counts.get(host)).map(Progress::worst)));
    }

    private static TaskState worst(Event.Recap recap) {
        return worst(recap.unreachable(), recap.failed(), recap.changed());
    }

    private static TaskState worst(Map<String, Integer> count) {
        return worst(
                count.getOrDefault("unreachable", 0),
                count.getOrDefault("failed", 0),
                count.getOrDefault("changed", 0));
    }

    private static TaskState worst(int unreachable, int failed, int changed) {
        return unreachable > 0
                ? TaskState.UNREACHABLE
                : failed > 0 ? TaskState.FAILED : changed > 0 ? TaskState.CHANGED : TaskState.OK;
    }

    /// A moment of the control plane's clock by this machine's; never later than now.
    private Instant here(double t) {
        Instant at = instant(t).plus(ahead);
        Instant now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    private static Instant instant(double t) {
        return Instant.ofEpochMilli(Math.round(t * 1000));
    }

    private final class Companion implements AnsibleReader.Companion {
        @Override
        public boolean leads() {
            return begun && !agreement.stalled();
        }

        @Override
        public void banner(int play, String role, String task) {
            agreement.banner(new Agreement.Key(play, role, task));
        }
    }
}
