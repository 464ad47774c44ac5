package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Hosts that say what a test wants.
final class SampleMachines implements Machines {
    static final Problem PROBLEM = Problem.of("run.sudo-password", "cp-edge-1");

    final Set<String> closed = ConcurrentHashMap.newKeySet();

    /// Every host was asked once.
    final CountDownLatch seen;

    private final Map<String, Map<String, String>> settings = new ConcurrentHashMap<>();
    private final List<String> names;

    SampleMachines(String... names) {
        this.names = List.of(names);
        seen = new CountDownLatch(names.length);
    }

    void says(String name, Map<String, String> values) {
        settings.put(name, values);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Map<String, String> settings(String name) throws ProblemException {
        try {
            Map<String, String> now = settings.get(name);
            if (now == null) {
                throw new ProblemException(PROBLEM);
            }
            return now;
        } finally {
            seen.countDown();
        }
    }

    /// Those that were asked to keep copies.
    final Set<String> kept = ConcurrentHashMap.newKeySet();

    @Override
    public void keep(String name) {
        kept.add(name);
    }

    @Override
    public void loginAnew(String name) throws ProblemException {
        if (closed.contains(name)) {
            throw new ProblemException(PROBLEM);
        }
    }
}
