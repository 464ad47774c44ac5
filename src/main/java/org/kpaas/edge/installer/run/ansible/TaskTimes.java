package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.run.TaskTime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long tasks take, from one start to the next.
final class TaskTimes {
    private final List<TaskTime> times = new ArrayList<>();
    private final Map<Agreement.Key, Integer> seen = new HashMap<>();
    private Agreement.@Nullable Key running;
    private double began;
    private boolean failed;

    /// @param t seconds
    void begin(Agreement.Key task, double t) {
        end(t);
        running = task;
        began = t;
        seen.merge(task, 1, Integer::sum);
    }

    /// The running task failed: its time says nothing about others.
    void failed() {
        failed = true;
    }

    void end(double t) {
        if (running != null && !failed && t >= began) {
            times.add(
                    new TaskTime(
                            running.play(),
                            running.role(),
                            running.task(),
                            seen.getOrDefault(running, 1),
                            t - began));
        }
        running = null;
        failed = false;
    }

    List<TaskTime> times() {
        return List.copyOf(times);
    }
}
