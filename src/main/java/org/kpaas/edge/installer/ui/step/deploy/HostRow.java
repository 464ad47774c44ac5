package org.kpaas.edge.installer.ui.step.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One edge node in the grid.
///
/// @param cells one per stage, in order
public record HostRow(String host, List<Cell> cells) {
    public HostRow {
        cells = List.copyOf(cells);
    }

    /// @param done   tasks that are behind it
    /// @param all    tasks of the stage
    /// @param detail the message of a failure, or the task that runs; may be empty
    public record Cell(Mark mark, int done, int all, String detail) {
        static Cell waiting(int all) {
            return new Cell(Mark.WAITING, 0, all, "");
        }

        Cell as(Mark now) {
            return new Cell(now, now == Mark.DONE ? all : done, all, detail);
        }

        Cell reached(int tasks, String what) {
            return new Cell(Mark.RUNNING, Math.max(done, Math.min(tasks, all)), all, what);
        }

        Cell failed(String why) {
            return new Cell(Mark.FAILED, done, all, why);
        }
    }

    static HostRow waiting(String host, List<Integer> tasksPerStage) {
        return new HostRow(host, tasksPerStage.stream().map(Cell::waiting).toList());
    }

    HostRow with(int stage, Cell cell) {
        var changed = new ArrayList<>(cells);
        changed.set(stage, cell);
        return new HostRow(host, changed);
    }

    boolean hasFailed() {
        return cells.stream().anyMatch(cell -> cell.mark() == Mark.FAILED);
    }

    /// How many stages are behind it, and whether one failed, in one word for the row.
    public Mark mark() {
        if (hasFailed()) {
            return Mark.FAILED;
        }
        if (cells.stream().allMatch(cell -> cell.mark() == Mark.DONE) && !cells.isEmpty()) {
            return Mark.DONE;
        }
        if (cells.stream().anyMatch(cell -> cell.mark() == Mark.STOPPED)) {
            return Mark.STOPPED;
        }
        return Collections.frequency(cells.stream().map(Cell::mark).toList(), Mark.WAITING)
                        == cells.size()
                ? Mark.WAITING
                : Mark.RUNNING;
    }
}
