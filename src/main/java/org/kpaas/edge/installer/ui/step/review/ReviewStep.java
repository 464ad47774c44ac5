package org.kpaas.edge.installer.ui.step.review;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.Optional;
import java.util.function.Function;

/// State of the "Review" step: the plan for the site and the facts as they are now.
public final class ReviewStep extends DerivedStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        PLANNING,
        READY,
        FAILED
    }

    private final Background background;
    private final Function<Session, Engine> engines;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ObjectProperty<Optional<Problem>> problem =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Basis>> basis =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableSet<Impact.Consent> agreed = FXCollections.observableSet();
    private Background.@Nullable Running running;

    public ReviewStep(WizardContext context, Background background) {
        this(context, background, Engine::of);
    }

    /// @param engines makes what answers in place of the session
    public ReviewStep(
            WizardContext context, Background background, Function<Session, Engine> engines) {
        super("review", context);
        this.background = background;
        this.engines = engines;
        completeWhen(
                () -> context.plan().get().filter(this::isAgreed).isPresent() && current(),
                context.plan(),
                agreed,
                context.site(),
                context.facts(),
                basis);
        nextLabel(this::deployLabel, context.texts(), context.plan(), context.site());
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why there is no plan.
    public ObjectProperty<Optional<Problem>> problem() {
        return problem;
    }

    public ObjectProperty<Optional<DeploymentPlan>> plan() {
        return context().plan();
    }

    @Override
    public void entered() {
        if (state.get() != State.PLANNING && !(plan().get().isPresent() && current())) {
            makePlan();
        }
    }

    @Override
    public void left() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Whether the engineer has agreed to this part of the plan that is shown.
    public boolean agreed(Impact.Consent consent) {
        return agreed.contains(consent);
    }

    public void agree(Impact.Consent consent, boolean yes) {
        if (yes) {
            agreed.add(consent);
        } else {
            agreed.remove(consent);
        }
    }

    private boolean isAgreed(DeploymentPlan plan) {
        return agreed.containsAll(plan.impact().consents());
    }

    /// Makes the plan anew from the facts that are there.
    public void makePlan() {
        Optional<Engine> engine = context().session().get().map(engines);
        Optional<Basis> now = basisNow();
        if (engine.isEmpty() || now.isEmpty()) {
            return;
        }
        state.set(State.PLANNING);
        problem.set(Optional.empty());
        running =
                background.start(
                        () -> plan(engine.get(), now.get()),
                        plan -> show(plan, now.get()),
                        this::fail,
                        () -> state.set(State.IDLE));
    }

    private static DeploymentPlan plan(Engine engine, Basis basis)
            throws org.kpaas.edge.installer.site.ProblemException {
        engine.change(basis.site());
        return engine.plan(basis.facts());
    }

    private void show(DeploymentPlan plan, Basis from) {
        agreed.clear();
        basis.set(Optional.of(from));
        context().plan().set(Optional.of(plan));
        state.set(State.READY);
    }

    private void fail(Problem found) {
        context().plan().set(Optional.empty());
        problem.set(Optional.of(found));
        state.set(State.FAILED);
    }

    /// Whether the plan is about the site and the facts as they are now.
    private boolean current() {
        return basisNow().isPresent() && basisNow().equals(basis.get());
    }

    /// Whether this very plan has run. A plan runs once: after it the checks have to look again.
    public boolean alreadyRun() {
        Optional<String> last = context().result().get().map(Event.RunResult::planId);
        return last.isPresent() && last.equals(context().plan().get().map(DeploymentPlan::id));
    }

    private Optional<Basis> basisNow() {
        return context()
                .site()
                .get()
                .flatMap(site -> context().facts().get().map(facts -> new Basis(site, facts)));
    }

    private String deployLabel() {
        int nodes = context().plan().get().map(plan -> plan.edges().size()).orElse(0);
        String site = context().site().get().map(Site::name).orElse("");
        return context().texts().get().get("step.review.next", nodes, site);
    }

    private record Basis(Site site, SiteFacts facts) {}
}
