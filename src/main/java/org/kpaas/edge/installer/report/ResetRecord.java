package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.verify.Residue;

import java.util.List;
import java.util.Optional;

/// One reset, from what was planned to what is left; a part of the [Report].
///
/// @param plan    empty for a reset that another laptop started
/// @param residue what was left afterwards; it decides
public record ResetRecord(Optional<ResetPlan> plan, ResetResult result, Residue residue) {
    /// Whether the job did its work and nothing is left of it. When only some nodes were reset, the rest of the deployment
    /// goes on, and only they count.
    public boolean isProven() {
        boolean part = plan.filter(it -> it.scope() == ResetPlan.Scope.NODE).isPresent();
        return result.succeeded()
                && result.debts().isEmpty()
                && (part ? isCleanOn() : residue.verdict() == Residue.Verdict.CLEAN);
    }

    private boolean isCleanOn() {
        List<String> names = plan.map(ResetPlan::names).orElse(List.of());
        return residue.hosts().stream()
                .filter(host -> names.contains(host.name()))
                .allMatch(
                        host ->
                                host.in(Residue.State.LEFT).isEmpty()
                                        && host.in(Residue.State.UNKNOWN).isEmpty());
    }
}
