package org.kpaas.edge.installer.app;

import javafx.application.Application;
import javafx.stage.Stage;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.ui.InstallerWindow;
import org.kpaas.edge.installer.ui.UiServices;
import org.kpaas.edge.installer.ui.part.StageFilePicker;

import java.util.Locale;

/// The window.
public final class Desktop extends Application {
    /// Opens the window and returns when it is closed.
    static void open() {
        Application.launch(Desktop.class);
    }

    @Override
    public void start(Stage stage) {
        Installer installer = Launcher.installer(Installer.defaultHome());
        var services =
                new UiServices(
                        installer,
                        new PracticeSites(),
                        new StageFilePicker(stage),
                        new StoredHome(installer));
        new InstallerWindow(stage, services, Locale.getDefault()).show();
    }
}
