package org.kpaas.edge.installer.ui.step.reset;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Choice;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// State of the "Reset" step: what is there now, what the engineer chose, the plan for it, and the consent by the site's
/// name.
public final class ResetStep implements WizardStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        LOOKING,
        READY,
        FAILED
    }

    private final WizardContext context;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Resets.Seen>> seen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ResetPlan>> plan =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Choice> choice =
            new SimpleObjectProperty<>(Choice.of(Scope.WHOLE));
    private final StringProperty typed = new SimpleStringProperty("");
    private final BooleanBinding complete;
    private final StringBinding nextLabel;
    private Optional<String> used = Optional.empty();
    private boolean runs;
    private Background.@Nullable Running running;

    public ResetStep(WizardContext context, Background background) {
        this.context = context;
        this.background = background;
        choice.addListener((observed, before, now) -> makePlan());
        complete =
                Bindings.createBooleanBinding(
                        () ->
                                plan.get().filter(ResetPlan::mayStart).isPresent()
                                        && typed.get().equals(siteName()),
                        plan,
                        typed,
                        context.site());
        nextLabel =
                Bindings.createStringBinding(
                        () -> context.texts().get().get("step.reset.next", siteName()),
                        context.texts(),
                        context.site());
    }

    @Override
    public String id() {
        return "reset";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return nextLabel;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why nothing could be seen, or why there is no plan for the choice.
    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Resets.Seen>> seen() {
        return seen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<ResetPlan>> plan() {
        return plan.getReadOnlyProperty();
    }

    public ObjectProperty<Choice> choice() {
        return choice;
    }

    /// What was typed as consent; the name of the site is wanted.
    public StringProperty typed() {
        return typed;
    }

    public String siteName() {
        return context.site().get().map(Site::name).orElse("");
    }

    /// The edge nodes that one could choose.
    public List<String> nodes() {
        return seen.get().stream()
                .flatMap(it -> it.traces().at(Trace.Place.EDGE).stream())
                .map(Traces.OnHost::name)
                .toList();
    }

    public void choose(Scope scope) {
        List<String> nodes = nodes();
        choice.set(
                scope == Scope.NODE && !nodes.isEmpty()
                        ? Choice.node(nodes.getFirst())
                        : Choice.of(scope));
    }

    public void chooseNode(String name) {
        choice.set(new Choice(Scope.NODE, Set.of(name), false, Set.of()));
    }

    @Override
    public void entered() {
        boolean past = !runs && used.isPresent() && used.equals(plan.get().map(ResetPlan::id));
        if (state.get() != State.LOOKING && (seen.get().isEmpty() || past)) {
            look();
        }
    }

    @Override
    public void left() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Looks anew; what was typed is forgotten.
    public void look() {
        Optional<Resets> resets = resets();
        if (resets.isEmpty()) {
            return;
        }
        state.set(State.LOOKING);
        problem.set(Optional.empty());
        plan.set(Optional.empty());
        typed.set("");
        running =
                background.start(
                        resets.get()::look, this::show, this::fail, () -> state.set(State.IDLE));
    }

    /// A plan runs once: after it one has to look again.
    void runs(ResetPlan begun) {
        used = Optional.of(begun.id());
        runs = true;
    }

    void rests() {
        runs = false;
    }

    Optional<Resets> resets() {
        return context.session().get().map(Session::resets);
    }

    WizardContext context() {
        return context;
    }

    private void show(Resets.Seen found) {
        seen.set(Optional.of(found));
        state.set(State.READY);
        makePlan();
    }

    private void fail(Problem found) {
        problem.set(Optional.of(found));
        state.set(State.FAILED);
    }

    /// A pure function of what was seen and chosen, quick enough for this thread.
    private void makePlan() {
        Optional<Resets> resets = resets();
        if (resets.isEmpty() || seen.get().isEmpty()) {
            return;
        }
        try {
            problem.set(Optional.empty());
            plan.set(Optional.of(resets.get().plan(seen.get().get(), choice.get())));
        } catch (ProblemException e) {
            plan.set(Optional.empty());
            problem.set(Optional.of(e.problem()));
        }
    }
}
