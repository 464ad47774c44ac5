package org.kpaas.edge.installer.ui.wizard;

import java.util.function.Function;

/// A step and the way to make a controller for it.
///
/// @param controller called each time the view is loaded; the FXML file names the same class in `fx:controller`
public record WizardPage(WizardStep step, Function<ViewKit, StepController> controller) {}
