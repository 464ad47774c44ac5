package org.kpaas.edge.installer.fix;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.kpaas.edge.installer.site.GrowingFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What was repaired from this laptop, and how to undo it: a file that only grows, one JSON object a line. Holds no
/// secret. The content from before a repair is on the host, beside the file.
public final class RepairJournal {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final GrowingFile file;

    /// @param folder made at the first entry, for its owner only
    public RepairJournal(Path folder) {
        file = new GrowingFile(folder.resolve("repairs.jsonl"));
    }

    /// One repair that was done.
    ///
    /// @param id     names it on the command line
    /// @param host   the login, `user@host:port`
    /// @param what   the file's path, or the commands
    /// @param before SHA-256 of the file before, `absent`, or what was there before a command
    /// @param after  SHA-256 of the file after it, or empty
    /// @param backup the path of the copy on the host, or empty
    /// @param undo   how to undo it; empty when that is not possible
    public record Entry(
            String id,
            Instant at,
            String site,
            String host,
            String check,
            String what,
            String before,
            String after,
            String backup,
            Optional<Undo> undo) {
        public Entry {
            Objects.requireNonNull(id);
            Objects.requireNonNull(at);
            undo = Objects.requireNonNullElse(undo, Optional.empty());
        }
    }

    /// One of our scripts that puts back what was there.
    public record Undo(String script, List<String> arguments, boolean root) {
        public Undo {
            arguments = List.copyOf(arguments);
        }
    }

    /// What was repaired and not undone, the oldest first.
    public List<Entry> open() {
        Map<String, Entry> open = new LinkedHashMap<>();
        for (String text : file.lines()) {
            Optional<Line> line = read(text);
            line.flatMap(Line::done).ifPresent(entry -> open.put(entry.id(), entry));
            line.flatMap(Line::undone).ifPresent(open::remove);
        }
        return List.copyOf(open.values());
    }

    void done(Entry entry) {
        append(new Line(SCHEMA, entry.at(), Optional.of(entry), Optional.empty()));
    }

    void undone(Entry entry, Instant at) {
        append(new Line(SCHEMA, at, Optional.empty(), Optional.of(entry.id())));
    }

    private void append(Line line) {
        file.append(JSON.writeValueAsString(line));
    }

    /// A line that a power cut tore is passed over.
    private static Optional<Line> read(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.ofNullable(JSON.readValue(text, Line.class));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Line(int schema, Instant at, Optional<Entry> done, Optional<String> undone) {
        private Line {
            done = Objects.requireNonNullElse(done, Optional.empty());
            undone = Objects.requireNonNullElse(undone, Optional.empty());
        }
    }
}
