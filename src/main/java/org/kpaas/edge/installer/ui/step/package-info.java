/// The steps of the wizard, one package each: view-model, controller and FXML.
@NullMarked
package org.kpaas.edge.installer.ui.step;

import org.jspecify.annotations.NullMarked;
