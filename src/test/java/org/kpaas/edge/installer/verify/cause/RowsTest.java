package org.kpaas.edge.installer.verify.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.text.Texts;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The states that rules explain are tied to rows of the verification that exist.
final class RowsTest {
    /// No row of a verification shows that: a log cannot be read, or the deployment works without the step.
    private static final Set<String> NOT_SHOWN = Set.of("logs-refused", "hardening");

    @Test
    void everyStateShowsInARow() {
        Set<String> states =
                Rules.ALL.stream()
                        .flatMap(rule -> rule.rows().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        states.removeAll(NOT_SHOWN);
        assertThat(shown().keySet()).containsExactlyInAnyOrderElementsOf(states);
    }

    @Test
    void everyReasonHasItsWords() {
        Texts texts = Texts.of(Texts.ENGLISH);
        assertThat(
                        shown().values().stream()
                                .flatMap(List::stream)
                                .flatMap(
                                        row ->
                                                Stream.of(
                                                        row.getOrDefault("reason", "")
                                                                .split("\\|"))))
                .isNotEmpty()
                .allMatch(reason -> texts.has("verify." + reason));
    }

    private static Map<String, List<Map<String, String>>> shown() {
        return JsonMapper.shared()
                .readValue(Rules.class.getResourceAsStream("rows.json"), new TypeReference<>() {});
    }
}
