package org.kpaas.edge.installer.verify.cause;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The rules of `causes.json`, in their order, and where in a verification each state shows that they explain.
final class Rules {
    static final List<Rule> ALL = load("causes.json", new TypeReference<>() {});

    private static final Map<String, Rule> BY_ID =
            ALL.stream().collect(Collectors.toMap(Rule::id, it -> it));

    /// By the states that rules name in [Rule#rows]; a state that no verification shows is not here.
    private static final Map<String, List<Condition>> SHOWN =
            load("rows.json", new TypeReference<>() {});

    private Rules() {}

    /// Whether the row comes from the cause: it shows a state that the cause explains, at a host that it is about.
    static boolean isBehind(Cause cause, Clue row) {
        Rule rule = Objects.requireNonNull(BY_ID.get(cause.id()), cause.id());
        boolean there =
                rule.everywhere()
                        || cause.on().isEmpty()
                        || row.host().isEmpty()
                        || cause.on().contains(row.host());
        return there
                && rule.rows().stream()
                        .flatMap(state -> SHOWN.getOrDefault(state, List.of()).stream())
                        .anyMatch(shown -> shown.match(row).isPresent());
    }

    private static <T> T load(String file, TypeReference<T> type) {
        try (InputStream in = Rules.class.getResourceAsStream(file)) {
            return JsonMapper.shared().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
