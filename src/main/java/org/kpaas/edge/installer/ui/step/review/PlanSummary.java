package org.kpaas.edge.installer.ui.step.review;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a plan adds up to.
///
/// @param files files that we write or put back
/// @param commands command lines that we run
/// @param tasks tasks of the platform's playbooks that change something
/// @param impact the tasks among them that running workloads or operators feel: restarts, changed
///   routes, hardening
record PlanSummary(int files, int commands, int tasks, List<Change.RunTask> impact) {
    /// Ids of changes that reach beyond the new nodes. Source: field knowledge T34, T51, T56, T63,
    /// T72, T97.
    private static final Set<String> FELT =
            Set.of(
                    "cloud-affinity",
                    "cloud-affinity-more",
                    "cloudcore-address",
                    "crio-start",
                    "mosquitto-open",
                    "mesh-deploy",
                    "hardening-control-plane",
                    "hardening-edge");

    static PlanSummary of(DeploymentPlan plan) {
        List<Change> changes = plan.changes();
        return new PlanSummary(
                (int) changes.stream().filter(PlanSummary::isFile).count(),
                (int) changes.stream().filter(Change.RunJob.class::isInstance).count(),
                (int) tasks(changes).filter(task -> task.what().isPresent()).count(),
                tasks(changes)
                        .filter(task -> task.what().filter(FELT::contains).isPresent())
                        .toList());
    }

    private static Stream<Change.RunTask> tasks(List<Change> changes) {
        return changes.stream()
                .filter(Change.RunTask.class::isInstance)
                .map(Change.RunTask.class::cast);
    }

    private static boolean isFile(Change change) {
        return change instanceof Change.WriteFile || change instanceof Change.RestoreFile;
    }
}
