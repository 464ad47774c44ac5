package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.ui.step.checks.ChecksController;
import org.kpaas.edge.installer.ui.step.checks.ChecksStep;
import org.kpaas.edge.installer.ui.step.deploy.DeployController;
import org.kpaas.edge.installer.ui.step.deploy.DeployStep;
import org.kpaas.edge.installer.ui.step.review.ReviewController;
import org.kpaas.edge.installer.ui.step.review.ReviewStep;
import org.kpaas.edge.installer.ui.step.verify.VerifyController;
import org.kpaas.edge.installer.ui.step.verify.VerifyStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardPage;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/// The steps after the settings: checks, review, deployment, verification.
///
/// @param engines makes what answers the steps, [Engine#of] except in tests
/// @param clock the one that the times of a run are told by
public record LaterSteps(
        WizardContext context,
        Background background,
        Function<Session, Engine> engines,
        Clock clock) {
    public static LaterSteps of(WizardContext context, Background background) {
        return new LaterSteps(context, background, Engine::of, Clock.systemUTC());
    }

    /// All four, in order.
    public List<WizardPage> deployment() {
        return List.of(checks(), review(), deploy(), verify());
    }

    /// Follows a run that is under way, then verifies it.
    public List<WizardPage> attachment(String planId) {
        var step = new DeployStep(context, background, engines, clock);
        step.attachTo(planId);
        return List.of(page(step), verify());
    }

    public WizardPage verify() {
        var step = new VerifyStep(context, background, engines);
        return new WizardPage(step, kit -> new VerifyController(step, kit));
    }

    private WizardPage checks() {
        var step = new ChecksStep(context, background, engines);
        return new WizardPage(step, kit -> new ChecksController(step, kit));
    }

    private WizardPage review() {
        var step = new ReviewStep(context, background, engines);
        return new WizardPage(step, kit -> new ReviewController(step, kit));
    }

    private WizardPage deploy() {
        return page(new DeployStep(context, background, engines, clock));
    }

    private static WizardPage page(DeployStep step) {
        return new WizardPage(step, kit -> new DeployController(step, kit));
    }
}
