package org.kpaas.edge.installer.ui.step.review;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;

import java.util.List;

/// An entry of the plan's tree.
sealed interface PlanItem {
    /// What is felt outside the edge nodes.
    record Impact(DeploymentPlan plan, List<Change.RunTask> tasks) implements PlanItem {}

    record Phase(DeploymentPlan.PlannedPhase phase) implements PlanItem {}

    record Single(Change change) implements PlanItem {}
}
