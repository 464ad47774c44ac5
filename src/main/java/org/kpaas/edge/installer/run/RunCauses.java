package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.Causes;
import org.kpaas.edge.installer.verify.cause.Clues;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a run or a reset goes wrong, by what was seen of it so far.
final class RunCauses {
    private final RunClues clues = new RunClues();
    private final List<Cause> told = new ArrayList<>();
    private List<Cause> causes = List.of();

    void accept(Event event) {
        if (clues.accept(event)) {
            causes = Causes.of(clues.evidence());
        }
    }

    List<Cause> all() {
        return causes;
    }

    /// Those that were found since the last call; what is only likely is left for the end.
    List<Cause> fresh() {
        List<Cause> fresh =
                causes.stream()
                        .filter(cause -> !cause.likely() && told.stream().noneMatch(cause::isSame))
                        .toList();
        told.addAll(fresh);
        return fresh;
    }

    /// Why it ended as it did; nothing when nothing went wrong.
    Explanation explanation(Optional<Problem> problem) {
        return problem.map(it -> new Clues().plus(clues.evidence()).result(it).evidence())
                .map(Explanation::of)
                .orElse(Explanation.NONE);
    }
}
