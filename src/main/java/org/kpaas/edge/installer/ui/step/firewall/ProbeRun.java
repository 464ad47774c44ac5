package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.step.LookProgress;

import java.util.function.Consumer;

/// Trying every way of the site. Belongs to the JavaFX thread; the work goes on behind it.
public final class ProbeRun {
    /// What is going on.
    public sealed interface State {
        record Idle() implements State {}

        record Trying() implements State {}

        /// cancelled, waiting until the listeners have ended
        record Stopping() implements State {}

        record Stopped() implements State {}

        record Done() implements State {}

        record Failed(Problem problem) implements State {}
    }

    private final Background background;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Idle());
    private final LookProgress progress = new LookProgress();
    private Background.@Nullable Running running;

    ProbeRun(Background background) {
        this.background = background;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Which sources have tried so far.
    public LookProgress progress() {
        return progress;
    }

    public boolean busy() {
        return state.get() instanceof State.Trying || state.get() instanceof State.Stopping;
    }

    /// @param done gets the facts with the attempts
    void start(Engine engine, Site site, SiteFacts facts, Consumer<SiteFacts> done) {
        if (busy()) {
            return;
        }
        progress.begin(LookProgress.sources(site));
        state.set(new State.Trying());
        var pump = new EventPump<Subject>(background.fx(), progress::seen);
        running =
                background.start(
                        () -> {
                            engine.change(site);
                            return engine.probe(facts, pump);
                        },
                        found -> {
                            done.accept(found);
                            state.set(new State.Done());
                        },
                        problem -> state.set(new State.Failed(problem)),
                        () -> state.set(new State.Stopped()));
    }

    /// Stops trying; what was known before stays.
    void cancel() {
        if (running != null && state.get() instanceof State.Trying) {
            state.set(new State.Stopping());
            running.cancel();
        }
    }
}
