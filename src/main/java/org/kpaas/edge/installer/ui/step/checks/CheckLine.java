package org.kpaas.edge.installer.ui.step.checks;

import java.util.ArrayList;
import java.util.List;

/// One line of the list of results: the head of a group, or a result.
sealed interface CheckLine {
    record Head(CheckGroup group) implements CheckLine {}

    record Result(CheckRow row) implements CheckLine {}

    static List<CheckLine> of(List<CheckGroup> groups) {
        var lines = new ArrayList<CheckLine>();
        for (CheckGroup group : groups) {
            lines.add(new Head(group));
            group.rows().forEach(row -> lines.add(new Result(row)));
        }
        return lines;
    }
}
