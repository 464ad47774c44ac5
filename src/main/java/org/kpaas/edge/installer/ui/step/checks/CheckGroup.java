package org.kpaas.edge.installer.ui.step.checks;

import org.kpaas.edge.installer.site.Subject;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The results about one host or object, worst first.
///
/// @param blocking how many keep the plan waiting
/// @param passed   how many have passed, the hidden ones included
/// @param rows     those that are shown
public record CheckGroup(Subject subject, int blocking, int passed, List<CheckRow> rows) {
    public CheckGroup {
        rows = List.copyOf(rows);
    }

    /// Groups rows by subject; the group with the worst result first, equal ones in the order of the rows.
    static List<CheckGroup> of(List<CheckRow> rows, boolean everything) {
        var bySubject = new LinkedHashMap<Subject, List<CheckRow>>();
        for (CheckRow row : rows) {
            bySubject
                    .computeIfAbsent(row.subject(), subject -> new java.util.ArrayList<>())
                    .add(row);
        }
        return bySubject.entrySet().stream()
                .sorted(Comparator.comparing(entry -> worst(entry.getValue())))
                .map(entry -> group(entry.getKey(), entry.getValue(), everything))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    private static CheckRow.State worst(List<CheckRow> rows) {
        return rows.stream()
                .map(CheckRow::state)
                .min(Comparator.naturalOrder())
                .orElse(CheckRow.State.PASSED);
    }

    private static CheckGroup group(Subject subject, List<CheckRow> rows, boolean everything) {
        return new CheckGroup(
                subject,
                (int) rows.stream().filter(CheckRow::blocks).count(),
                (int) rows.stream().filter(row -> row.state() == CheckRow.State.PASSED).count(),
                rows.stream()
                        .filter(row -> everything || row.state().worthALook())
                        .sorted(Comparator.comparing(CheckRow::state))
                        .toList());
    }
}
