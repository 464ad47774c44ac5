package org.kpaas.edge.installer.ui.step.verify;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.verify.names.NameCheck;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// State of the check of names: of one that is typed, of a manifest, or of the whole cluster. Belongs to the JavaFX
/// thread.
public final class NameSearch {
    private final Supplier<Optional<Release>> release;
    private final Supplier<Optional<Engine>> engine;
    private final Background background;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<NameReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Background.@Nullable Running running;

    /// @param release the one of the site, as far as it is known
    /// @param engine  empty before there is a connection
    NameSearch(
            Supplier<Optional<Release>> release,
            Supplier<Optional<Engine>> engine,
            Background background) {
        this.release = release;
        this.engine = engine;
        this.background = background;
    }

    /// By the site's release, or by the newest one while that is not known.
    public NameCheck check() {
        return new NameCheck(release.get().orElseGet(() -> Releases.all().getLast()));
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What came out for the last file or for the cluster.
    public ReadOnlyObjectProperty<Optional<NameReport>> report() {
        return report.getReadOnlyProperty();
    }

    /// Why nothing came out.
    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    public boolean isConnected() {
        return engine.get().isPresent();
    }

    public void file(Path manifest) {
        NameCheck check = check();
        start(() -> check.manifest(manifest));
    }

    public void cluster() {
        engine.get().ifPresent(it -> start(it::names));
    }

    /// Ends what runs; the last result stays.
    public void stop() {
        if (running != null) {
            running.cancel();
        }
    }

    private void start(Callable<NameReport> search) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        report.set(Optional.empty());
        problem.set(Optional.empty());
        running =
                background.start(
                        search,
                        found -> end(Optional.of(found), Optional.empty()),
                        failure -> end(Optional.empty(), Optional.of(failure)),
                        () -> end(Optional.empty(), Optional.empty()));
    }

    private void end(Optional<NameReport> found, Optional<Problem> failure) {
        running = null;
        report.set(found);
        problem.set(failure);
        busy.set(false);
    }
}
