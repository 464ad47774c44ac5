package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.ProblemException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Looks at the hosts while the first plays of a run work on others of their parts, and once more after the hardening,
/// which is its last (T56). The looks keep a connection to each host open all the while.
final class HardeningWatch implements AutoCloseable {
    private final Machines machines;
    private final Map<String, Map<String, String>> before = new ConcurrentHashMap<>();
    private final List<Thread> threads;

    /// Begins to look at once, without waiting.
    HardeningWatch(Machines machines) {
        this(machines, machines.names());
    }

    /// For a run that was attached to: what was before it can't be seen any more.
    static HardeningWatch late(Machines machines) {
        return new HardeningWatch(machines, List.of());
    }

    private HardeningWatch(Machines machines, List<String> names) {
        this.machines = machines;
        threads = names.stream().map(this::look).toList();
    }

    private Thread look(String name) {
        return Thread.ofVirtual()
                .name("settings-before")
                .start(() -> settings(name).ifPresent(settings -> before.put(name, settings)));
    }

    private Optional<Map<String, String>> settings(String name) {
        try {
            return Optional.of(machines.settings(name));
        } catch (ProblemException cannotTell) {
            return Optional.empty();
        } catch (InterruptedException notNeededAnyMore) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What is different now, and who is let in; asks all hosts at once.
    Hardening after() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Map<String, Map<String, String>> now = new ConcurrentHashMap<>();
        Map<String, Hardening.Refused> refused = new ConcurrentHashMap<>();
        var looks = new ArrayList<Thread>();
        for (String name : machines.names()) {
            looks.add(
                    Thread.ofVirtual()
                            .name("settings-after")
                            .start(
                                    () -> {
                                        settings(name).ifPresent(it -> now.put(name, it));
                                        refused(name).ifPresent(it -> refused.put(name, it));
                                    }));
        }
        try {
            for (Thread look : looks) {
                look.join();
            }
        } finally {
            looks.forEach(Thread::interrupt);
        }
        return compared(now, refused);
    }

    private Hardening compared(
            Map<String, Map<String, String>> now, Map<String, Hardening.Refused> refused) {
        var changes = new ArrayList<Hardening.Change>();
        var lockOuts = new ArrayList<Hardening.LockOut>();
        var ordered = new LinkedHashMap<String, Hardening.Refused>();
        for (String name : machines.names()) {
            Map<String, String> after = now.getOrDefault(name, Map.of());
            if (before.containsKey(name) && !after.isEmpty()) {
                changes.addAll(Hardening.changes(name, before.getOrDefault(name, Map.of()), after));
            }
            lockOuts.addAll(Hardening.lockOuts(name, after));
            Optional.ofNullable(refused.get(name)).ifPresent(it -> ordered.put(name, it));
        }
        return new Hardening(changes, lockOuts, List.copyOf(ordered.values()));
    }

    /// A host that cannot be reached at all is no news of the hardening: only one that answered before counts.
    private Optional<Hardening.Refused> refused(String name) {
        if (!before.containsKey(name)) {
            return Optional.empty();
        }
        try {
            machines.loginAnew(name);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new Hardening.Refused(name, e.problem()));
        } catch (InterruptedException notNeededAnyMore) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
