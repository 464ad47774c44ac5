/// The wizard: frame, steps in order, navigation, and what the steps share.
///
/// How a step is made: a view-model that implements [org.kpaas.edge.installer.ui.wizard.WizardStep] (no control in it),
/// `<id>.fxml` beside its class (resources folder of the same package), and a controller that implements
/// [org.kpaas.edge.installer.ui.wizard.StepController], named in `fx:controller`. All three meet in a
/// [org.kpaas.edge.installer.ui.wizard.WizardPage], for instance
/// `new WizardPage(checks, kit -> new ChecksController(checks, kit))`. The frame shows `step.<id>.title` and
/// `step.<id>.lead` itself; the FXML is what is below, and the frame scrolls it: a page that is a form sets
/// `minHeight="-Infinity"` on its root, a page with tables gives its root a small minimum height and lets the table grow.
///
/// The view-model holds the whole state. Views are loaded anew each time a step is shown and when the language changes,
/// so a controller reads everything from the step when it starts and lets go of it in `close()`. Words are `%key` in the
/// FXML and `kit.texts()` in the controller; both are right for as long as the view lives. A label that the view-model
/// owns (`nextLabel`) depends on `context.texts()`.
///
/// Blocking work runs in [org.kpaas.edge.installer.ui.step.Background]; its results arrive on the JavaFX thread.
/// Style classes: `card`, `card-title`, `muted`, `mono`, `field-error`, `badge`, `tone-good`, `tone-attention`,
/// `tone-bad`, `tone-busy`, `tone-waiting`, `tone-neutral`; AtlantaFX's own `accent`, `flat`, `dense`, `striped`.
@NullMarked
package org.kpaas.edge.installer.ui.wizard;

import org.jspecify.annotations.NullMarked;
