package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compares what the log shows of each task and host with what the plugin told. The two arrive by
/// turns and each may lag, so a play is judged when both have gone on to a later one, or at the end
/// of the run.
///
/// Tasks of one name in one play count as one, by their worst state: the log does not show which of
/// them it was.
final class Agreement {
    /// A log that is misread as a whole would contradict in every line.
    private static final int MOST = 20;

    /// Plays that wait for the other source; a run has eight.
    private static final int WAITING = 64;

    /// Tasks that the log may show before the plugin's lines have come, which travel beside it;
    /// after a lost link it can be most of a run.
    private static final int LAG = 64;

    private final Listener listener;
    private final Map<Integer, Map<Key, Task>> plays = new TreeMap<>();
    private final Set<Key> told = new HashSet<>();
    private final Set<Key> untold = new HashSet<>();
    private boolean silent;
    private int logPlay;
    private int pluginPlay;
    private int said;

    Agreement(Listener listener) {
        this.listener = listener;
    }

    /// Gets what does not agree.
    interface Listener {
        /// @param log what the log shows; empty when it shows nothing
        /// @param plugin what the plugin told; empty when it told nothing
        /// @param err what it said of a failure
        void differs(
                Key task,
                String host,
                Optional<TaskState> log,
                Optional<TaskState> plugin,
                String err);
    }

    /// What names a task in both sources.
    record Key(int play, String role, String task) {}

    private static final class Task {
        private final Map<String, Seen> hosts = new TreeMap<>();

        Seen on(String host) {
            return hosts.computeIfAbsent(host, name -> new Seen());
        }
    }

    private static final class Seen {
        private @Nullable TaskState log;
        private @Nullable TaskState plugin;
        private String err = "";
    }

    /// Whether the plugin tells no more: the log is far ahead of it, or ahead and nothing is on its
    /// way.
    boolean stalled() {
        return silent || untold.size() > LAG;
    }

    /// Nothing has come for a moment.
    void idle() {
        silent = !untold.isEmpty();
    }

    /// The plugin tells of the next play.
    void play() {
        pluginPlay++;
        judgePassed();
    }

    int plays() {
        return pluginPlay;
    }

    /// The plugin tells that a task begins.
    void task(Key task) {
        told.add(task);
        untold.remove(task);
        silent = silent && !untold.isEmpty();
    }

    void told(Key task, Told.Result result) {
        Seen seen = seen(task, result.host());
        if (seen.plugin == null || worse(seen.plugin, result.state()) == result.state()) {
            seen.plugin = result.state();
            seen.err = result.err();
        }
    }

    /// The log shows that a task runs.
    void banner(Key task) {
        if (task.play() != logPlay) {
            logPlay = task.play();
            judgePassed();
        }
        if (!told.contains(task) && untold.size() <= LAG) {
            untold.add(task);
        }
    }

    /// The items of a loop add up to the worst; a failure that turns out to be ignored is none.
    void shown(Event.Result result) {
        Seen seen = seen(new Key(result.play(), result.role(), result.task()), result.host());
        seen.log =
                seen.log == null || result.state() == TaskState.IGNORED
                        ? result.state()
                        : worse(seen.log, result.state());
    }

    /// The run came to its recap, and both sources were read to their ends.
    ///
    /// @param whole whether the plugin came to its end too; where it stopped before, its silence is
    ///   told once
    void end(boolean whole) {
        if (whole) {
            plays.values().forEach(this::judge);
            return;
        }
        plays.values().stream()
                .flatMap(play -> play.entrySet().stream())
                .filter(task -> !told.contains(task.getKey()))
                .limit(1)
                .forEach(task -> judge(task.getKey(), task.getValue(), 1));
    }

    private Seen seen(Key task, String host) {
        Map<Key, Task> play = plays.computeIfAbsent(task.play(), number -> new LinkedHashMap<>());
        if (plays.size() > WAITING) {
            plays.remove(plays.keySet().iterator().next());
        }
        return play.computeIfAbsent(task, key -> new Task()).on(host);
    }

    private void judgePassed() {
        int passed = Math.min(logPlay, pluginPlay);
        plays.entrySet()
                .removeIf(
                        play -> {
                            boolean over = play.getKey() < passed;
                            if (over) {
                                judge(play.getValue());
                            }
                            return over;
                        });
    }

    private void judge(Map<Key, Task> play) {
        play.forEach((key, task) -> judge(key, task, MOST));
    }

    private void judge(Key key, Task task, int most) {
        task.hosts.entrySet().stream()
                .filter(host -> !agrees(host.getValue()))
                .limit(Math.min(most, MOST - said))
                .forEach(
                        host -> {
                            said++;
                            Seen seen = host.getValue();
                            listener.differs(
                                    key,
                                    host.getKey(),
                                    Optional.ofNullable(seen.log),
                                    Optional.ofNullable(seen.plugin),
                                    seen.err);
                        });
    }

    /// The log does not show what is skipped, nor the result of a task that only brings in others.
    private static boolean agrees(Seen seen) {
        if (seen.plugin == null || rank(seen.plugin) > 0) {
            return seen.log == seen.plugin;
        }
        return seen.log == null || rank(seen.log) == 0;
    }

    static TaskState worse(TaskState one, TaskState other) {
        return rank(one) >= rank(other) ? one : other;
    }

    static int rank(TaskState state) {
        return switch (state) {
            case OK, SKIPPED -> 0;
            case CHANGED -> 1;
            case IGNORED -> 2;
            case FAILED -> 3;
            case UNREACHABLE -> 4;
        };
    }
}
