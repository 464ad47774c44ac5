package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.run.Event.TaskState;

import java.util.Map;

/// One line of a job's events file, which `script/kpaas_edge_events.py` writes beside Ansible's own
/// output.
sealed interface Told {
    /// Seconds since 1970 by the control plane's clock.
    double t();

    /// Ansible starts; its numbers of tasks count from 1.
    record Begin(double t) implements Told {}

    record Play(double t) implements Told {}

    /// @param n the number that starts and results refer to
    record Task(double t, int n, String role, String task) implements Told {}

    record Start(double t, int n, String host) implements Told {}

    /// @param err the end of what a failure says; may be empty
    /// @param odd the first line of an error in a task that is green; may be empty (T33)
    record Result(double t, int n, String host, TaskState state, String err, String odd)
            implements Told {}

    /// Ansible ends, having come to its recap.
    ///
    /// @param hosts what it counted per host, by the names of the recap
    record Stats(double t, Map<String, Map<String, Integer>> hosts) implements Told {
        public Stats {
            hosts = Map.copyOf(hosts);
        }
    }

    /// The control plane's clock, as the follower reads it when it begins.
    record Clock(double t) implements Told {}
}
