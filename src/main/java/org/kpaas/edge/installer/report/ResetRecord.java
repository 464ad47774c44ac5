package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Residue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// One reset, from what was planned to what is left. Holds no secret, and is redacted on its way out.
///
/// @param schema  the format, [#SCHEMA]
/// @param plan    empty for a reset that another laptop started
/// @param residue what was left afterwards; it decides
public record ResetRecord(
        int schema,
        Site site,
        Instant when,
        Optional<ResetPlan> plan,
        ResetResult result,
        Residue residue) {
    public static final int SCHEMA = 1;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

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

    /// Writes `<site>-reset-<time>.json`.
    ///
    /// @throws ProblemException `report.unwritable`
    public Path save(Path folder) throws ProblemException {
        Path file = folder.resolve(site.name() + "-reset-" + STAMP.format(when) + ".json");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, Reports.redactedJson(this));
            return file;
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("report.unwritable", folder.toString(), e.toString()), e);
        }
    }
}
