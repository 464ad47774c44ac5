package org.kpaas.edge.installer.ui.wizard;

/// The controller of a step's FXML. It binds and forwards, nothing more: the state is in the [WizardStep]. A controller
/// lives as long as its view. Views are loaded each time a step is shown and when the language changes, so a controller
/// must show the state that the step has already.
public interface StepController {
    /// The view is gone: let go of the step's properties (bindings and listeners on it).
    default void close() {}
}
