package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;

import java.time.Duration;
import java.util.Optional;

/// The connection at the bottom of the window: who and how far away, for instance `● ubuntu@10.0.0.5 · 12 ms`. The
/// words are the wizard's; the state comes from whoever holds the connection. Belongs to the JavaFX thread.
public final class ConnectionLine {
    static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");
    private final ObjectProperty<Optional<String>> host =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Duration>> roundTrip =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty alive = new SimpleBooleanProperty(true);
    private final WizardContext context;
    private final ObservableStringValue text;

    public ConnectionLine(WizardContext context) {
        this.context = context;
        text = Bindings.createStringBinding(this::line, host, roundTrip, alive, context.texts());
    }

    /// @param label for instance `ubuntu@10.0.0.5`; empty when there is no connection
    public void host(Optional<String> label) {
        host.set(label);
        roundTrip.set(Optional.empty());
        alive.set(true);
    }

    /// The connection answered.
    public void answered(Duration took) {
        roundTrip.set(Optional.of(took));
        alive.set(true);
    }

    /// The connection did not answer.
    public void silent() {
        alive.set(false);
    }

    ObservableStringValue text() {
        return text;
    }

    ObservableBooleanValue alive() {
        return alive;
    }

    private String line() {
        if (host.get().isEmpty()) {
            return "";
        }
        String label = host.get().get();
        if (!alive.get()) {
            return context.texts().get().get("frame.connection.lost", label);
        }
        return roundTrip
                .get()
                .map(time -> "● " + label + " · " + Math.max(1, time.toMillis()) + " ms")
                .orElse("● " + label);
    }
}
