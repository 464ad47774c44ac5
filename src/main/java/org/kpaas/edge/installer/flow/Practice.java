package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/// A running practice site with what a session on it needs. Its hosts get new keys at every start, so it keeps a folder
/// of its own, which goes when it is closed; nothing of it mixes with real sites.
public final class Practice implements AutoCloseable {
    private final PracticeSite practice;
    private final Installer installer;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Practice(PracticeSite practice, Installer installer) {
        this.practice = practice;
        this.installer = installer;
    }

    /// @param installers makes the engine for a home folder
    /// @throws ProblemException when its addresses cannot be bound on this machine
    public static Practice start(PracticeOptions options, Function<Path, Installer> installers)
            throws ProblemException {
        PracticeSite practice = PracticeSite.start(options);
        try {
            Path home = Files.createTempDirectory("kpaas-practice-");
            var running = new Practice(practice, installers.apply(home));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(running::close)); // Ctrl-C leaves nothing
            return running;
        } catch (IOException e) {
            practice.close();
            throw new UncheckedIOException(e);
        }
    }

    public Site site() {
        return practice.site();
    }

    /// For a trainer: plant faults, cut links.
    public PracticeSite hosts() {
        return practice;
    }

    public Secrets secrets() {
        return (kind, access, attempt) -> Optional.of(new Secret(practice.password()));
    }

    /// The practice site's own hosts are known by their keys; anything else is refused.
    public HostKeys hostKeys() {
        return (host, algorithm, fingerprint) ->
                practice.fingerprint(host).filter(fingerprint::equals).isPresent();
    }

    /// The engine on this site's own folder.
    public Installer installer() {
        return installer;
    }

    public Session open() {
        return installer.open(site(), secrets(), hostKeys());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        practice.close();
        try (Stream<Path> files = Files.walk(installer.home())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
