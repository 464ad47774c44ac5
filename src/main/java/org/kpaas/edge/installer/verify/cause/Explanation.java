package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.verify.cause.Cause.Proof;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Why something is wrong, as far as it is known.
///
/// @param causes   the most special first
/// @param evidence what was seen, when no cause is known: nothing is guessed
public record Explanation(List<Cause> causes, List<Proof> evidence) {
    public static final Explanation NONE = new Explanation(List.of(), List.of());

    private static final Set<String> BAD = Set.of("failed", "unreachable", "ignored", "doubt");

    public Explanation {
        causes = List.copyOf(Objects.requireNonNullElse(causes, List.of()));
        evidence = List.copyOf(Objects.requireNonNullElse(evidence, List.of()));
    }

    /// Nothing is known, not even what was seen.
    public boolean isEmpty() {
        return causes.isEmpty() && evidence.isEmpty();
    }

    public static Explanation of(Evidence evidence) {
        List<Cause> causes = Causes.of(evidence);
        return new Explanation(causes, causes.isEmpty() ? unexplained(evidence) : List.of());
    }

    /// The first cause that a row of the verification comes from.
    ///
    /// @param row as [Clues#rowOf] makes it
    public Optional<Cause> behind(Clue row) {
        return causes.stream().filter(cause -> Rules.isBehind(cause, row)).findFirst();
    }

    private static List<Proof> unexplained(Evidence evidence) {
        return evidence.clues().stream()
                .filter(Explanation::isBad)
                .map(Causes::proof)
                .distinct()
                .limit(Cause.PROOFS)
                .toList();
    }

    private static boolean isBad(Clue clue) {
        return switch (clue.kind()) {
            case LOG -> BAD.contains(clue.field("state"));
            case ROW, EVENT, RESULT -> true;
            case NODE -> !clue.field("ready").equals("True");
            case POD -> !clue.field("status").matches("Running|Completed");
            case FACT, SERVICE, STATE -> false;
        };
    }
}
