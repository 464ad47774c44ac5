package org.kpaas.edge.installer.ui;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.ui.wizard.ConnectionLine;

import java.time.Duration;
import java.util.concurrent.Executor;

/// Keeps the connection line true: asks the control plane for a sign of life now and then.
final class Pinger {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private final ConnectionLine line;
    private final Executor ui;
    private @Nullable Thread thread;

    /// @param ui runs on the JavaFX thread
    Pinger(ConnectionLine line, Executor ui) {
        this.line = line;
        this.ui = ui;
    }

    /// JavaFX thread.
    void start(Session session) {
        stop();
        thread = Thread.ofVirtual().name("pinger").start(() -> ping(session));
    }

    /// JavaFX thread.
    void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void ping(Session session) {
        try {
            while (true) {
                once(session);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(Session session) throws InterruptedException {
        try {
            Duration took = session.roundTrip();
            ui.execute(() -> line.answered(took));
        } catch (RemoteException e) {
            ui.execute(line::silent);
        }
    }
}
