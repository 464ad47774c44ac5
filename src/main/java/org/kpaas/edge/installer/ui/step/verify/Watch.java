package org.kpaas.edge.installer.ui.step.verify;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.verify.Verification;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One live view of the deployment, from its opening to its end. Opening and closing talk to the network, so both happen
/// in the background. Its methods belong to the JavaFX thread.
final class Watch {
    private static final AutoCloseable CLOSED = () -> {};

    private final Background background;
    private final AtomicReference<@Nullable AutoCloseable> source = new AtomicReference<>();
    private Background.@Nullable Running opening;

    Watch(Background background) {
        this.background = background;
    }

    /// @param shown   gets each state, on the JavaFX thread
    /// @param trouble told why newer states do not arrive, on the JavaFX thread
    /// @param failed  told when it could not be opened, on the JavaFX thread
    void open(
            Engine engine,
            Consumer<Verification> shown,
            Consumer<Problem> trouble,
            Consumer<Problem> failed) {
        opening =
                background.start(
                        () -> {
                            AutoCloseable opened =
                                    engine.watch(
                                            found ->
                                                    background
                                                            .fx()
                                                            .execute(() -> shown.accept(found)),
                                            e ->
                                                    background
                                                            .fx()
                                                            .execute(
                                                                    () ->
                                                                            trouble.accept(
                                                                                    e.problem())));
                            if (!source.compareAndSet(null, opened)) {
                                opened.close();
                            }
                            return opened;
                        },
                        opened -> {},
                        failed,
                        () -> {});
    }

    void close() {
        if (opening != null) {
            opening.cancel();
        }
        AutoCloseable opened = source.getAndSet(CLOSED);
        if (opened != null) {
            background.start(
                    () -> {
                        opened.close();
                        return opened;
                    },
                    closed -> {},
                    problem -> {},
                    () -> {});
        }
    }
}
