package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the engineer is among the steps. Belongs to the JavaFX thread.
public final class WizardModel {
    private final List<WizardStep> steps;
    private final Runnable finish;
    private final IntegerProperty current = new SimpleIntegerProperty(0);
    private final ObservableSet<Integer> visited = FXCollections.observableSet(0);
    private final Observable[] everything;

    /// @param finish called when the engineer presses Next on the last step
    public WizardModel(List<WizardStep> steps, Runnable finish) {
        this.steps = List.copyOf(steps);
        this.finish = finish;
        everything =
                Stream.concat(
                                Stream.of(current, visited),
                                this.steps.stream()
                                        .flatMap(
                                                step ->
                                                        Stream.of(
                                                                step.complete(), step.attention())))
                        .toArray(Observable[]::new);
    }

    public List<WizardStep> steps() {
        return steps;
    }

    public ReadOnlyIntegerProperty current() {
        return current;
    }

    public WizardStep step() {
        return steps.get(current.get());
    }

    /// A step is reachable when every earlier one is complete. Derived, so nothing is reset by hand.
    public boolean reachable(int index) {
        return steps.subList(0, index).stream().allMatch(step -> step.complete().get());
    }

    public ObjectBinding<StepState> state(int index) {
        return Bindings.createObjectBinding(() -> stateNow(index), everything);
    }

    public BooleanBinding canGoNext() {
        return Bindings.createBooleanBinding(() -> step().complete().get(), everything);
    }

    public BooleanBinding canGoBack() {
        return current.greaterThan(0);
    }

    /// The first step is entered. Call once.
    public void start() {
        step().entered();
    }

    public void next() {
        if (!step().complete().get()) {
            return;
        }
        if (current.get() + 1 < steps.size()) {
            go(current.get() + 1);
        } else {
            finish.run();
        }
    }

    public void back() {
        if (current.get() > 0) {
            go(current.get() - 1);
        }
    }

    /// The ids of the steps that one could go to from here.
    public Set<String> others() {
        return steps.stream()
                .filter(other -> other != step())
                .map(WizardStep::id)
                .collect(Collectors.toSet());
    }

    /// Goes to a step by its id, when it is reachable; otherwise stays.
    public void go(String id) {
        IntStream.range(0, steps.size())
                .filter(index -> steps.get(index).id().equals(id))
                .findFirst()
                .ifPresent(this::go);
    }

    /// Goes to a step, when it is reachable; otherwise stays.
    public void go(int index) {
        if (index == current.get() || !reachable(index)) {
            return;
        }
        step().left();
        visited.add(index);
        current.set(index);
        step().entered();
    }

    /// The wizard is closed: the step that is open is left, and every step ends what still goes on.
    public void close() {
        step().left();
        steps.forEach(WizardStep::closed);
    }

    private StepState stateNow(int index) {
        WizardStep step = steps.get(index);
        if (index == current.get()) {
            return StepState.HERE;
        }
        if (!reachable(index)) {
            return StepState.LOCKED;
        }
        if (step.attention().get()) {
            return StepState.ATTENTION;
        }
        return step.complete().get() && visited.contains(index) ? StepState.DONE : StepState.OPEN;
    }
}
