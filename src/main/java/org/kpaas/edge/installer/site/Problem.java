package org.kpaas.edge.installer.site;

import java.util.List;

/// Something that went wrong, as values: the window and the command line find the sentence.
///
/// @param code   stable key; the texts are `error.<code>.title`, `.found` and `.remedy`
/// @param values what the texts show as `{0}`, `{1}` …; never a secret
public record Problem(String code, List<String> values) {
    public Problem {
        values = List.copyOf(values);
    }

    public static Problem of(String code, String... values) {
        return new Problem(code, List.of(values));
    }
}
