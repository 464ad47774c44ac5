package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Objects;

/// Everything that one deployment will change, in order, before it changes.
///
/// @param id        a random id that the job's files carry, 12 hexadecimal digits
/// @param releaseId the release whose scripts run
/// @param edges     the host names in this run, in inventory order; nodes that are joined already are not in it
/// @param phases    readable top to bottom; the phases of the platform's own playbooks included
/// @param impact    what is felt beyond the nodes of the run; untold in plans that an older version wrote
public record DeploymentPlan(
        String id,
        Site site,
        String releaseId,
        List<String> edges,
        List<PlannedPhase> phases,
        Impact impact) {
    public DeploymentPlan {
        impact = Objects.requireNonNullElse(impact, Impact.UNTOLD);
        edges = List.copyOf(edges);
        phases = List.copyOf(phases);
    }

    /// Whether a text has the form of a plan's id.
    public static boolean isId(String text) {
        return text.matches("[0-9a-f]{12}");
    }

    /// The host names of the site that are not in this run, because they are joined already.
    public List<String> leftOut() {
        return site.edges().stream()
                .map(edge -> edge.hostName().text())
                .filter(name -> !edges.contains(name))
                .toList();
    }

    /// What we do ourselves, on top of what the platform's scripts do, in order.
    public List<Change> changes() {
        return phases.stream().flatMap(phase -> phase.changes().stream()).toList();
    }

    /// @param id its texts are `phase.<id>.title` and `.explanation`
    public record PlannedPhase(String id, List<Change> changes) {
        public PlannedPhase {
            changes = List.copyOf(changes);
        }
    }
}
