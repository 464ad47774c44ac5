package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.guide.Release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The tasks that a release runs, in order, with the times that they take: what the grid's columns
/// and the remaining time are made of.
public record Expected(List<Step> steps) {
    public static final Expected NOTHING = new Expected(List.of());

    public Expected {
        steps = List.copyOf(steps);
    }

    /// One task of one play.
    ///
    /// @param edge whether it runs on the edge nodes, otherwise on the control plane
    /// @param seconds how long it takes, by earlier runs or by the release's record of a quiet
    ///   machine
    public record Step(
            int play, String role, String task, String phase, boolean edge, double seconds) {
        boolean is(int otherPlay, String otherRole, String otherTask) {
            return play == otherPlay && role.equals(otherRole) && task.equals(otherTask);
        }
    }

    /// As recorded with the release.
    public static Expected of(Release release) {
        return of(release, (place, task) -> task.seconds());
    }

    /// How long a task takes.
    interface Seconds {
        /// @param place what it is called and where it stands; without a time
        double of(TaskTime place, Release.Task task);
    }

    static Expected of(Release release, Seconds seconds) {
        var steps = new ArrayList<Step>();
        for (Release.Play play : release.plays()) {
            boolean edge = play.hosts().equals("edge_node");
            var seen = new HashMap<String, Integer>();
            for (Release.Task task : play.tasks()) {
                int nth = seen.merge(task.banner(), 1, Integer::sum);
                var place = new TaskTime(play.number(), task.role(), task.name(), nth, 0);
                steps.add(
                        new Step(
                                play.number(),
                                task.role(),
                                task.name(),
                                task.phase(),
                                edge,
                                seconds.of(place, task)));
            }
        }
        return new Expected(steps);
    }

    /// Whether a play runs on the edge nodes.
    boolean onEdges(int play) {
        return steps.stream().anyMatch(step -> step.edge() && step.play() == play);
    }

    /// The phases that run on edge nodes, in the order in which they begin.
    public List<String> edgePhases() {
        return steps.stream().filter(Step::edge).map(Step::phase).distinct().toList();
    }

    /// All phases, in the order in which they begin.
    public List<String> phases() {
        return steps.stream().map(Step::phase).distinct().toList();
    }

    /// The position of a task, at or after another one. Names repeat within a play ("modify edgecore"), so the search
    /// goes forward first.
    ///
    /// @param from the position to begin at
    /// @return -1 when the release has no such task
    public int find(int play, String role, String task, int from) {
        int ahead = scan(play, role, task, Math.max(0, from));
        return ahead >= 0 ? ahead : scan(play, role, task, 0);
    }

    private int scan(int play, String role, String task, int from) {
        for (int i = from; i < steps.size(); i++) {
            if (steps.get(i).is(play, role, task)) {
                return i;
            }
        }
        return -1;
    }
}
