package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/// State of one step. Knows no control, so a plain JUnit test drives it without a window. Its FXML is `<id>.fxml` in
/// the package of the step's class; its texts are `step.<id>.title` and `step.<id>.lead`.
public interface WizardStep {
    String id();

    /// Whether the next step may be entered. Derived from the state, never set by hand.
    ObservableBooleanValue complete();

    /// Whether something here waits for the engineer, for instance a failed check; shown in the list of steps.
    default ObservableBooleanValue attention() {
        return new ReadOnlyBooleanWrapper(false);
    }

    /// The text of the Next button, already in the language of the moment, for instance "Check 3 nodes".
    ObservableValue<String> nextLabel();

    /// The engineer comes to this step: its work starts.
    default void entered() {}

    /// The engineer leaves this step, forwards or backwards: work that makes sense only here is cancelled. The deployment
    /// goes on.
    default void left() {}

    /// The wizard is closed: work that goes on after leaving the step ends as well.
    default void closed() {}
}
