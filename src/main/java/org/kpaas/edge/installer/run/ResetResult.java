package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How a reset's job ended. Whether anything is left, only the residue tells (T88).
///
/// @param exit    empty when it ended without one (power cut, killed)
/// @param problem why it failed; empty when it did not. Debts are no failure
/// @param hosts   in the order in which they were begun
/// @param debts   the nodes that could not be reached (T92)
/// @param copies  where copies of what was taken away are, as `host: path`
/// @param explanation why it failed, by what was seen of it
public record ResetResult(
        String planId,
        Optional<Integer> exit,
        Optional<Problem> problem,
        List<OnHost> hosts,
        List<Debt> debts,
        List<String> copies,
        Instant started,
        Instant ended,
        Explanation explanation) {
    /// Records of earlier versions have no explanation.
    public ResetResult {
        explanation = Objects.requireNonNullElse(explanation, Explanation.NONE);
        hosts = List.copyOf(hosts);
        debts = List.copyOf(debts);
        copies = List.copyOf(copies);
    }

    /// @param done   the items that are gone
    /// @param failed those that are not, as `item: why`
    public record OnHost(String name, List<String> done, List<String> failed) {
        public OnHost {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
        }
    }

    /// @param why what the control plane saw when it tried
    public record Debt(String name, String why) {}

    public boolean succeeded() {
        return problem.isEmpty();
    }
}
