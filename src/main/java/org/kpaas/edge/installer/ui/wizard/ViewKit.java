package org.kpaas.edge.installer.ui.wizard;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.FilePicker;

/// What a controller may use besides its step.
///
/// @param texts  of the language of the moment; a change of the language loads the view anew
/// @param files  asks for files
/// @param wizard to go to another step, for instance from an error card
public record ViewKit(Texts texts, FilePicker files, WizardModel wizard) {}
