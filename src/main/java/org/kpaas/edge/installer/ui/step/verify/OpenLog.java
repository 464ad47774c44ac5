package org.kpaas.edge.installer.ui.step.verify;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.logs.LogReader;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.part.LogModel;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;

import java.util.Optional;
import java.util.function.Supplier;

/// The one log that is open: followed until it is closed, kept in memory only, and there no more than its newest lines.
/// Its methods belong to the JavaFX thread.
public final class OpenLog {
    static final int PAST = 500;

    /// What is shown, and how it goes on.
    ///
    /// @param problem why it could not be read, or not any further
    public record Reading(
            LogChoice choice, LogModel lines, boolean live, Optional<Problem> problem) {
        private Reading ended(Optional<Problem> why) {
            return new Reading(choice, lines, false, why);
        }
    }

    private final Background background;
    private final Supplier<Optional<Engine>> engine;
    private final ReadOnlyObjectWrapper<Optional<Reading>> reading =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Background.@Nullable Running running;

    OpenLog(Background background, Supplier<Optional<Engine>> engine) {
        this.background = background;
        this.engine = engine;
    }

    /// Empty while no log is open.
    public ReadOnlyObjectProperty<Optional<Reading>> reading() {
        return reading.getReadOnlyProperty();
    }

    /// Begins to read, in place of the log that was open.
    public void open(LogChoice choice) {
        close();
        engine.get().ifPresent(it -> open(it, choice));
    }

    private void open(Engine engine, LogChoice choice) {
        var lines = new LogModel(LogReader.MOST_LINES);
        var begun = new Reading(choice, lines, true, Optional.empty());
        reading.set(Optional.of(begun));
        var pump = new EventPump<String>(background.fx(), lines::add);
        running =
                background.start(
                        () -> {
                            engine.log(choice.source(), choice.hostName(), PAST, true, pump);
                            return choice;
                        },
                        done -> end(begun, Optional.empty()),
                        problem -> end(begun, Optional.of(problem)),
                        () -> {});
    }

    /// What an earlier reading says after another one began is not heard.
    private void end(Reading begun, Optional<Problem> why) {
        if (reading.get().filter(now -> now == begun).isPresent()) {
            reading.set(Optional.of(begun.ended(why)));
        }
    }

    /// Ends the reading, on the host too, and forgets its lines.
    public void close() {
        if (running != null) {
            running.cancel();
            running = null;
        }
        reading.set(Optional.empty());
    }
}
