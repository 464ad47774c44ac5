package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.util.List;

/// Copies that stay on the hosts, of what a deployment overwrites there, so that a reset can put it back byte for byte
/// (T63, T71, T86). A host that cannot be reached from here goes without; its residue is then not proven.
final class Keepsakes {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Keepsakes() {}

    /// All hosts at once.
    ///
    /// @throws InterruptedException when cancelled
    static void keep(Machines machines) throws InterruptedException {
        List<Thread> keepers = machines.names().stream().map(name -> keep(machines, name)).toList();
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            for (Thread keeper : keepers) {
                keeper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } finally {
            keepers.forEach(Thread::interrupt);
        }
    }

    private static Thread keep(Machines machines, String name) {
        return Thread.ofVirtual()
                .name("keepsake")
                .start(
                        () -> {
                            try {
                                machines.keep(name);
                            } catch (ProblemException withoutIt) {
                                return;
                            } catch (InterruptedException notNeededAnyMore) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
