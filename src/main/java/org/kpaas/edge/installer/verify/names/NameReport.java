package org.kpaas.edge.installer.verify.names;

import java.util.List;

/// What came out for the names of one source.
///
/// @param source   the file, else empty
/// @param looked   how many names were judged
/// @param platform how many reserved names belong to the platform's own objects; of a cluster only
/// @param found    names with something wrong
/// @param notes    what could not be judged
public record NameReport(
        Kind kind, String source, int looked, int platform, List<Judged> found, List<Note> notes) {
    public NameReport {
        found = List.copyOf(found);
        notes = List.copyOf(notes);
    }

    public enum Kind {
        TYPED,
        MANIFEST,
        CLUSTER
    }

    /// @param code   the text is `names.note.<code>`
    /// @param values what the text shows
    public record Note(String code, List<String> values) {
        public Note {
            values = List.copyOf(values);
        }

        static Note of(String code, String... values) {
            return new Note(code, List.of(values));
        }
    }
}
