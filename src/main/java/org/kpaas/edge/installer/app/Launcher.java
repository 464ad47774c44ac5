package org.kpaas.edge.installer.app;

import org.kpaas.edge.installer.cli.CommandLineMain;
import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.text.Texts;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts the product: with arguments as a command line, without them as a window, and without a display as a practice
/// deployment in the terminal. It does not extend `Application`, because JavaFX is on the class path.
public final class Launcher {
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private Launcher() {}

    public static void main(String[] arguments) {
        JAVAFX.setLevel(
                Level.SEVERE); // it warns about being on the class path, which is how we want it
        if (arguments.length == 0 && hasDisplay()) {
            Desktop.open();
            return;
        }
        System.exit(commandLine(arguments));
    }

    private static int commandLine(String[] arguments) {
        // the console may not be UTF-8 by itself, for instance with LANG=C
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var main = new CommandLineMain(Launcher::installer, out, err);
        if (arguments.length > 0) {
            return main.run(arguments);
        }
        out.println(Texts.of(Locale.getDefault()).get("cli.no-display"));
        return main.run("practice");
    }

    /// The one place that wires the engine.
    static Installer installer(Path home) {
        return new Installer(
                new SshRemotes(home.resolve("known_hosts")),
                new KubeClusters(),
                Clock.systemUTC(),
                home);
    }

    private static boolean hasDisplay() {
        return !System.getProperty("os.name", "").equals("Linux")
                || System.getProperty("glass.platform") != null
                || isSet("DISPLAY")
                || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
