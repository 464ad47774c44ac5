package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.run.Hardening;
import org.kpaas.edge.installer.run.Machines;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The hosts of a site, by the names that people know them by.
final class SiteMachines implements Machines {
    private static final Duration LOGIN = Duration.ofSeconds(15);
    private static final Duration KEEPING = Duration.ofSeconds(20);

    private final Map<String, Access> accesses = new LinkedHashMap<>();
    private final Remote remote;
    private final Supplier<Remote> anew;

    /// @param remote its connections stay open
    /// @param anew   gives connections of their own
    SiteMachines(Site site, Remote remote, Supplier<Remote> anew) {
        this.remote = remote;
        this.anew = anew;
        accesses.put(site.controlPlane().label(), site.controlPlane());
        site.edges().forEach(edge -> accesses.put(edge.hostName().text(), site.accessTo(edge)));
    }

    @Override
    public List<String> names() {
        return List.copyOf(accesses.keySet());
    }

    @Override
    public Map<String, String> settings(String name) throws ProblemException, InterruptedException {
        return Hardening.settings(remote.host(access(name)));
    }

    @Override
    public void keep(String name) throws ProblemException, InterruptedException {
        remote.host(access(name)).run(Script.named("keep").with(KEEPING));
    }

    @Override
    public void loginAnew(String name) throws ProblemException, InterruptedException {
        try (Remote fresh = anew.get()) {
            fresh.host(access(name)).run(Command.of(LOGIN, "true"));
        }
    }

    private Access access(String name) {
        return Objects.requireNonNull(accesses.get(name), name);
    }
}
