package org.kpaas.edge.installer.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;

/// One thing that will change.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.WriteFile.class, name = "write-file"),
    @JsonSubTypes.Type(value = Change.RestoreFile.class, name = "restore-file"),
    @JsonSubTypes.Type(value = Change.RunJob.class, name = "run-job"),
    @JsonSubTypes.Type(value = Change.RunTask.class, name = "run-task")
})
public sealed interface Change {
    Subject on();

    /// A file that we write, with its exact content. An existing file is copied beside it first.
    ///
    /// @param before the content that is there now, if any
    /// @param mode   permission bits as octal text, for instance `0644`
    record WriteFile(Subject on, String path, Optional<String> before, String after, String mode)
            implements Change {}

    /// A template of the platform that an earlier run burnt (T42), put back to the content in git, after a backup.
    record RestoreFile(Subject on, String path, String before, String after) implements Change {}

    /// The platform's own script, started as a detached job.
    ///
    /// @param line  exactly what the login shell runs
    /// @param guard what the job looks at after the script has generated its files and before Ansible starts
    record RunJob(Subject on, String line, Guard guard) implements Change {}

    /// A task of the platform's playbooks.
    ///
    /// @param what a text key below `change.` that says what it changes, empty for housekeeping
    record RunTask(
            Subject on,
            int play,
            String role,
            String name,
            List<String> hosts,
            Optional<String> what)
            implements Change {
        public RunTask {
            hosts = List.copyOf(hosts);
        }
    }
}
