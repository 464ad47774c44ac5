package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Restarts a host and waits until it answers as a new start of the same machine.
final class Restart {
    /// A Raspberry Pi with a slow card and a file system check needs minutes.
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// What a host that is just starting looks like from here.
    private static final Set<RemoteException.Kind> PASSING =
            EnumSet.of(
                    RemoteException.Kind.LOST,
                    RemoteException.Kind.TIMED_OUT,
                    RemoteException.Kind.REFUSED,
                    RemoteException.Kind.NO_ROUTE,
                    RemoteException.Kind.UNKNOWN_NAME,
                    RemoteException.Kind.NOT_SSH,
                    RemoteException.Kind.COMMAND_TOO_LONG);

    private final HostScripts scripts;

    Restart(HostScripts scripts) {
        this.scripts = scripts;
    }

    /// @return why it did not restart, or is not back; empty when all is well
    Optional<Problem> of(Access access) throws InterruptedException {
        try {
            String before = start(access);
            ask(access, before);
            return awaited(access, before);
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// The host may be gone before its answer is here: then only its next start says that it was asked.
    private void ask(Access access, String before) throws ProblemException, InterruptedException {
        var call =
                new HostScripts.Call(
                        "fix-boot",
                        List.of("reboot", before),
                        new TreeMap<>(),
                        true,
                        "systemctl reboot");
        try {
            scripts.run(access, call);
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.LOST) {
                throw e;
            }
        }
    }

    private Optional<Problem> awaited(Access access, String before)
            throws ProblemException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (!start(access).equals(before)) {
                    return Optional.empty();
                }
            } catch (RemoteException e) {
                if (!PASSING.contains(e.kind())) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
        String minutes = Long.toString(LIMIT.toMinutes());
        return Optional.of(Problem.of("fix.not-back", access.label(), minutes));
    }

    private String start(Access access) throws ProblemException, InterruptedException {
        return scripts.run(access, HostScripts.Call.user("fix-boot", "boot_id", "id"))
                .getOrDefault("boot.id", "");
    }
}
