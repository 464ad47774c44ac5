package org.kpaas.edge.installer.practice;

/// How one task ended on one host.
sealed interface TaskOutcome {
    record Ok() implements TaskOutcome {}

    record Changed() implements TaskOutcome {}

    /// @param json    what Ansible prints after the arrow
    /// @param ignored whether the playbook goes on regardless
    record Failed(String json, boolean ignored) implements TaskOutcome {}

    record Unreachable(String json) implements TaskOutcome {}

    /// Whether the whole run ends after this task.
    default boolean isFatal() {
        return this instanceof Unreachable || this instanceof Failed failed && !failed.ignored();
    }
}
