package org.kpaas.edge.installer.ui;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.ui.home.HomeData;
import org.kpaas.edge.installer.ui.home.PracticeStarter;
import org.kpaas.edge.installer.ui.part.FilePicker;

/// What the window needs from outside.
///
/// @param installer opens sessions on real sites
/// @param practice  starts practice sites
/// @param files     asks for files
/// @param home      what the home page shows below its cards
public record UiServices(
        Installer installer, PracticeStarter practice, FilePicker files, HomeData.Source home) {}
