package org.kpaas.edge.installer.fix;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;
import java.util.Optional;

/// Exactly what a repair changes, shown before it is done.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Preview.File.class, name = "file"),
    @JsonSubTypes.Type(value = Preview.Commands.class, name = "commands"),
    @JsonSubTypes.Type(value = Preview.Restart.class, name = "restart")
})
public sealed interface Preview {
    /// A file with its content before and after. The repair is refused when the file is another one by then.
    ///
    /// @param before empty for a file that is not there
    /// @param digest SHA-256 of what is there, or `absent`
    /// @param mode   octal, for a file that is not there yet; an old file keeps its own
    record File(
            String path,
            Optional<String> before,
            String after,
            String digest,
            String mode,
            boolean sudoers)
            implements Preview {}

    /// Commands, as they run on the host.
    record Commands(List<String> lines) implements Preview {
        public Commands {
            lines = List.copyOf(lines);
        }
    }

    /// Nothing but a restart: the file is right already, the running system has not read it yet.
    record Restart(String path) implements Preview {}
}
