package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

import org.kpaas.edge.installer.ui.text.Language;

import java.util.concurrent.Callable;

/// A step that derives from properties what the frame asks of it. Its constructor says from which; the text of the Next
/// button is `step.<id>.next` unless it says another one.
public abstract class DerivedStep implements WizardStep {
    private final String id;
    private final WizardContext context;
    private ObservableBooleanValue complete = new ReadOnlyBooleanWrapper(false);
    private ObservableBooleanValue attention = new ReadOnlyBooleanWrapper(false);
    private ObservableValue<String> nextLabel;

    protected DerivedStep(String id, WizardContext context) {
        this.id = id;
        this.context = context;
        this.nextLabel = Language.bind(context.texts(), "step." + id + ".next");
    }

    protected final void completeWhen(Callable<Boolean> condition, Observable... changes) {
        complete = Bindings.createBooleanBinding(condition, changes);
    }

    protected final void attentionWhen(Callable<Boolean> condition, Observable... changes) {
        attention = Bindings.createBooleanBinding(condition, changes);
    }

    protected final void nextLabel(Callable<String> text, Observable... changes) {
        nextLabel = Bindings.createStringBinding(text, changes);
    }

    protected final WizardContext context() {
        return context;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public final ObservableBooleanValue attention() {
        return attention;
    }

    @Override
    public final ObservableValue<String> nextLabel() {
        return nextLabel;
    }
}
