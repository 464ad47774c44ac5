package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release;

import java.util.List;
import java.util.Optional;

/// Where a run stands in its release's list of tasks (T100). Each timing line is the start of the next task of the
/// play, shown or not; a banner, which comes later with the first result, corrects the place where the list and the
/// truth differ.
final class Playhead {
    private final List<Release.Play> plays;
    private int play;
    private int index = -1;
    private Release.@Nullable Task unlisted;

    Playhead(Release release) {
        plays = release.plays();
    }

    /// The number of the play, from 1; 0 before the first.
    int play() {
        return play;
    }

    /// @param index in the play's list of tasks
    record Place(int play, int index) {
        static final Place NONE = new Place(0, -1);
    }

    Place place() {
        return new Place(play, index);
    }

    boolean isBeyond(Place other) {
        return play > other.play() || play == other.play() && index > other.index();
    }

    void nextPlay() {
        play++;
        index = -1;
        unlisted = null;
    }

    void nextTask() {
        index++;
        unlisted = null;
    }

    void banner(String role, String name) {
        unlisted = null;
        if (is(index, role, name)) {
            return;
        }
        int place = find(role, name);
        if (place >= 0) {
            index = place;
        } else {
            unlisted = new Release.Task(role, name, "", Optional.empty(), 0, false);
        }
    }

    /// The task that runs; empty before a play's first one and where the release's list has none. A task that is not
    /// in the list has an empty phase.
    Optional<Release.Task> task() {
        if (unlisted != null) {
            return Optional.of(unlisted);
        }
        List<Release.Task> tasks = tasks();
        return index >= 0 && index < tasks.size()
                ? Optional.of(tasks.get(index))
                : Optional.empty();
    }

    /// Names repeat: the next place is more likely than an earlier one.
    private int find(String role, String name) {
        for (int i = index + 1; i < tasks().size(); i++) {
            if (is(i, role, name)) {
                return i;
            }
        }
        for (int i = Math.min(index, tasks().size()) - 1; i >= 0; i--) {
            if (is(i, role, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean is(int place, String role, String name) {
        if (place < 0 || place >= tasks().size()) {
            return false;
        }
        Release.Task task = tasks().get(place);
        return task.role().equals(role) && task.name().equals(name);
    }

    private List<Release.Task> tasks() {
        return play >= 1 && play <= plays.size() ? plays.get(play - 1).tasks() : List.of();
    }
}
