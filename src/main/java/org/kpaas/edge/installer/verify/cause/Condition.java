package org.kpaas.edge.installer.verify.cause;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one clue has to be like. Every field named must match its whole pattern; `!field` must not match it; `text` is
/// looked for anywhere in the words, and its group `found` is what the sentence shows.
final class Condition {
    private static final String KIND = "kind";
    private static final String TEXT = "text";

    private final Clue.Kind kind;
    private final List<Field> fields = new ArrayList<>();
    private final Optional<Pattern> text;

    @JsonCreator
    Condition(Map<String, String> asked) {
        String named = Optional.ofNullable(asked.get(KIND)).orElseThrow();
        kind = Clue.Kind.valueOf(named.toUpperCase(Locale.ROOT));
        text =
                Optional.ofNullable(asked.get(TEXT))
                        .map(it -> Pattern.compile(it, Pattern.MULTILINE));
        asked.forEach(
                (name, pattern) -> {
                    if (!name.equals(KIND) && !name.equals(TEXT)) {
                        boolean not = name.startsWith("!");
                        fields.add(
                                new Field(
                                        not ? name.substring(1) : name,
                                        Pattern.compile(pattern),
                                        not));
                    }
                });
    }

    private record Field(String name, Pattern pattern, boolean not) {
        boolean fits(Clue clue) {
            return pattern.matcher(clue.field(name)).matches() != not;
        }
    }

    /// @param line the line of the words that matched, or all of them
    /// @param found what the pattern picked out; may be empty
    record Match(Clue clue, String line, String found) {}

    Optional<Match> match(Clue clue) {
        if (clue.kind() != kind || fields.stream().anyMatch(field -> !field.fits(clue))) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of(new Match(clue, clue.text(), ""));
        }
        Matcher matcher = text.get().matcher(clue.text());
        return matcher.find()
                ? Optional.of(new Match(clue, line(clue.text(), matcher), found(matcher)))
                : Optional.empty();
    }

    boolean asksForWords() {
        return kind == Clue.Kind.LOG && text.isPresent();
    }

    private static String found(Matcher matcher) {
        return matcher.namedGroups().containsKey("found")
                ? Optional.ofNullable(matcher.group("found")).orElse("")
                : "";
    }

    private static String line(String text, Matcher matcher) {
        int begin = text.lastIndexOf('\n', matcher.start()) + 1;
        int end = text.indexOf('\n', matcher.end());
        return text.substring(Math.min(begin, matcher.start()), end < 0 ? text.length() : end)
                .strip();
    }
}
