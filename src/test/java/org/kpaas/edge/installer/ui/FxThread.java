package org.kpaas.edge.installer.ui;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;

import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The JavaFX thread for tests: starts the headless platform once and runs things there.
public final class FxThread {
    private static final long LIMIT_SECONDS = 60;

    private FxThread() {}

    public static void start() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
        Platform.setImplicitExit(false);
    }

    /// Runs on the JavaFX thread and waits for the result.
    public static <T> T get(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(LIMIT_SECONDS * 1000, action);
    }

    public static void run(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(LIMIT_SECONDS * 1000, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Waits until something on the JavaFX thread becomes true; fails after 60 s.
    public static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> get(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for: " + what, e);
        }
    }

    /// The node with this id, on the JavaFX thread.
    public static <T extends Node> T node(Parent root, String id, Class<T> type) {
        return get(
                () -> type.cast(Objects.requireNonNull(root.lookup("#" + id), "no node #" + id)));
    }

    /// Presses a button that must be there, visible and enabled.
    public static void press(Parent root, String id) {
        var button = node(root, id, ButtonBase.class);
        run(
                () -> {
                    if (button.isDisabled() || !button.isVisible()) {
                        throw new AssertionError("#" + id + " cannot be pressed");
                    }
                    button.fire();
                });
    }
}
