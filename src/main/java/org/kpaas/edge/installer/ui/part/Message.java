package org.kpaas.edge.installer.ui.part;

import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

/// A sentence before it has a language.
///
/// @param key    in the bundles
/// @param values strings, and numbers for texts that choose by them, for `{0}`, `{1}` …
public record Message(String key, List<?> values) {
    public Message {
        values = List.copyOf(values);
    }

    public static Message of(String key, Object... values) {
        return new Message(key, List.of(values));
    }

    public static Message of(BadValue bad) {
        return of("bad." + bad.code(), bad.found());
    }

    public String in(Texts texts) {
        return texts.get(key, values.toArray());
    }
}
