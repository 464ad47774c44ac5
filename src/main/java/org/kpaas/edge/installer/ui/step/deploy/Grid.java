package org.kpaas.edge.installer.ui.step.deploy;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;

import java.util.List;
import java.util.function.UnaryOperator;

/// Edge nodes × stages, filled in as the events come. Ansible works on all nodes of a play task by
/// task, so a node that has not failed has everything behind it that lies before the task that runs
/// now; skipped tasks are never reported.
public final class Grid {
    private final Expected expected;
    private final List<String> stages;
    private final ObservableList<HostRow> rows = FXCollections.observableArrayList();
    private final ObservableList<HostRow> rowsView = FXCollections.unmodifiableObservableList(rows);

    Grid(Expected expected, List<String> hosts) {
        this.expected = expected;
        this.stages = expected.edgePhases();
        List<Integer> sizes = stages.stream().map(this::size).toList();
        rows.setAll(hosts.stream().map(host -> HostRow.waiting(host, sizes)).toList());
    }

    /// Phase ids; the texts are `phase.<id>.title`.
    public List<String> stages() {
        return stages;
    }

    public ObservableList<HostRow> rows() {
        return rowsView;
    }

    /// @param at the position of the task in the release
    void now(int at) {
        Expected.Step step = expected.steps().get(at);
        int stage = stages.indexOf(step.phase());
        everyRow(row -> row.hasFailed() ? row : reach(row, at, stage, step));
    }

    private HostRow reach(HostRow row, int at, int stage, Expected.Step step) {
        HostRow reached = finishBefore(row, at);
        if (!step.edge() || stage < 0) {
            return reached;
        }
        HostRow.Cell cell = reached.cells().get(stage);
        return reached.with(stage, cell.reached(positionInStage(at), step.task()));
    }

    /// Stages whose last task lies before the position are behind every node that has not failed.
    private HostRow finishBefore(HostRow row, int at) {
        HostRow changed = row;
        for (int stage = 0; stage < stages.size(); stage++) {
            if (lastOf(stage) < at && !row.cells().get(stage).mark().isOver()) {
                changed = changed.with(stage, changed.cells().get(stage).as(Mark.DONE));
            }
        }
        return changed;
    }

    void result(Event.Result result, int at) {
        Expected.Step step = expected.steps().get(at);
        int stage = stages.indexOf(step.phase());
        if (!step.edge() || stage < 0) {
            return;
        }
        boolean bad = isBad(result.state());
        everyRow(row -> row.host().equals(result.host()) ? mark(row, stage, at, result, bad) : row);
    }

    /// A node works on a task or is through with it. A failure comes with its words as a result.
    void onHost(Event.OnHost task, int at) {
        Expected.Step step = expected.steps().get(at);
        int stage = stages.indexOf(step.phase());
        if (!step.edge() || stage < 0) {
            return;
        }
        everyRow(
                row ->
                        row.host().equals(task.host()) && !row.hasFailed()
                                ? onHost(row, stage, at, task)
                                : row);
    }

    private HostRow onHost(HostRow row, int stage, int at, Event.OnHost task) {
        HostRow before = finishBefore(row, at);
        HostRow.Cell cell = before.cells().get(stage);
        boolean through = task.ended().filter(state -> !isBad(state)).isPresent();
        HostRow.Cell reached = cell.reached(positionInStage(at) + (through ? 1 : 0), task.task());
        return before.with(stage, through && at == lastOf(stage) ? reached.as(Mark.DONE) : reached);
    }

    private static boolean isBad(Event.TaskState state) {
        return state == Event.TaskState.FAILED || state == Event.TaskState.UNREACHABLE;
    }

    private HostRow mark(HostRow row, int stage, int at, Event.Result result, boolean bad) {
        HostRow before = finishBefore(row, at);
        HostRow.Cell cell = before.cells().get(stage);
        if (bad) {
            return before.with(stage, cell.failed(result.detail()));
        }
        if (cell.mark() == Mark.FAILED) {
            return before;
        }
        HostRow.Cell reached = cell.reached(positionInStage(at) + 1, result.task());
        return before.with(stage, at == lastOf(stage) ? reached.as(Mark.DONE) : reached);
    }

    void ended(boolean succeeded) {
        everyRow(
                row -> {
                    HostRow changed = row;
                    for (int stage = 0; stage < stages.size(); stage++) {
                        HostRow.Cell cell = changed.cells().get(stage);
                        if (!cell.mark().isOver()) {
                            changed =
                                    changed.with(
                                            stage, cell.as(succeeded ? Mark.DONE : Mark.STOPPED));
                        }
                    }
                    return changed;
                });
    }

    private void everyRow(UnaryOperator<HostRow> change) {
        for (int i = 0; i < rows.size(); i++) {
            HostRow before = rows.get(i);
            HostRow after = change.apply(before);
            if (!after.equals(before)) {
                rows.set(i, after);
            }
        }
    }

    private int size(String stage) {
        return (int) expected.steps().stream().filter(step -> belongs(step, stage)).count();
    }

    private int lastOf(int stage) {
        for (int i = expected.steps().size() - 1; i >= 0; i--) {
            if (belongs(expected.steps().get(i), stages.get(stage))) {
                return i;
            }
        }
        return -1;
    }

    /// How many tasks of the same stage lie before this one.
    private int positionInStage(int at) {
        String stage = expected.steps().get(at).phase();
        return (int)
                expected.steps().subList(0, at).stream()
                        .filter(step -> belongs(step, stage))
                        .count();
    }

    private static boolean belongs(Expected.Step step, String stage) {
        return step.edge() && step.phase().equals(stage);
    }
}
