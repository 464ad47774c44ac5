package org.kpaas.edge.installer.facts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one host said about itself. A fact that could not be read is absent, never wrong.
///
/// @param values one line each, by dotted key, for instance `dpkg.arch`; the keys are those that `script/facts.sh` prints
/// @param texts  file contents, by key, for instance `file.cp-cluster-vars`
@JsonIgnoreProperties(ignoreUnknown = true)
public record HostFacts(Subject subject, Map<String, String> values, Map<String, String> texts) {
    public HostFacts {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        texts = java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /// The same facts with more of them.
    public HostFacts with(Map<String, String> more) {
        var all = new TreeMap<>(values);
        all.putAll(more);
        return new HostFacts(subject, all, texts);
    }

    /// The same facts with more texts.
    public HostFacts withTexts(Map<String, String> more) {
        var all = new TreeMap<>(texts);
        all.putAll(more);
        return new HostFacts(subject, values, all);
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// A fact printed as `yes` or `no`.
    public Optional<Boolean> flag(String key) {
        return value(key)
                .flatMap(
                        text ->
                                switch (text) {
                                    case "yes" -> Optional.of(true);
                                    case "no" -> Optional.of(false);
                                    default -> Optional.empty();
                                });
    }

    public Optional<Long> number(String key) {
        return value(key).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    public Optional<List<String>> lines(String key) {
        return text(key).map(text -> text.lines().toList());
    }
}
