package org.kpaas.edge.installer.ui.step.reset;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

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
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// State of the "Reset" step: what is there now, what the engineer chose, the plan for it, and the consent by the site's
/// name.
public final class ResetStep extends DerivedStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        LOOKING,
        READY,
        FAILED
    }

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
    private Optional<String> used = Optional.empty();
    private List<ResetPlan.Work> offered = List.of();
    private boolean runs;
    private Background.@Nullable Running running;

    public ResetStep(WizardContext context, Background background) {
        super("reset", context);
        this.background = background;
        choice.addListener((observed, before, now) -> makePlan());
        completeWhen(
                () ->
                        plan.get().filter(ResetPlan::mayStart).isPresent()
                                && typed.get().equals(siteName()),
                plan,
                typed,
                context.site());
        nextLabel(
                () -> context.texts().get().get("step.reset.next", siteName()),
                context.texts(),
                context.site());
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
        return context().site().get().map(Site::name).orElse("");
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
        choice.set(Choice.node(name));
    }

    /// Whether the rule that keeps daemon sets off edge nodes goes too.
    public void chooseAffinity(boolean goes) {
        Choice now = choice.get();
        choice.set(new Choice(now.scope(), now.nodes(), goes, now.without()));
    }

    /// Everything that is left and may be taken away, whatever was chosen of it; for [Scope#RESIDUE] only.
    public List<ResetPlan.Work> offered() {
        return offered;
    }

    public boolean isChosen(ResetPlan.Work work, String item) {
        return !choice.get().without().contains(ResetPlan.Work.key(work.on().name(), item));
    }

    /// Takes one item on one host away or leaves it there.
    public void pick(ResetPlan.Work work, String item, boolean goes) {
        Choice now = choice.get();
        var without = new HashSet<>(now.without());
        String key = ResetPlan.Work.key(work.on().name(), item);
        if (goes) {
            without.remove(key);
        } else {
            without.add(key);
        }
        choice.set(new Choice(now.scope(), now.nodes(), now.affinity(), without));
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

    /// The plan that may start and has the engineer's consent.
    Optional<ResetPlan> agreed() {
        return plan.get().filter(it -> complete().get());
    }

    private Optional<Resets> resets() {
        return context().session().get().map(Session::resets);
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
            Choice now = choice.get();
            offered = now.scope() == Scope.RESIDUE ? all(resets.get()) : List.of();
            plan.set(Optional.of(resets.get().plan(seen.get().get(), now)));
        } catch (ProblemException e) {
            plan.set(Optional.empty());
            problem.set(Optional.of(e.problem()));
        }
    }

    private List<ResetPlan.Work> all(Resets resets) throws ProblemException {
        return resets.plan(seen.get().orElseThrow(), Choice.of(Scope.RESIDUE)).phases().stream()
                .flatMap(phase -> phase.works().stream())
                .toList();
    }
}
