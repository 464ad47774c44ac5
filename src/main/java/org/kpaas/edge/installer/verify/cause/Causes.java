package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.verify.cause.Cause.Proof;
import org.kpaas.edge.installer.verify.cause.Condition.Match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the causes of what was seen. A pure function; what no rule explains has no cause here, and whoever shows it
/// says that it is not known.
public final class Causes {
    /// What each further clue that fits adds to the weight of a rule.
    private static final int SUPPORT = 5;

    private static final int LENGTH = 300;

    private final List<Rule> rules;

    private Causes(List<Rule> rules) {
        this.rules = rules;
    }

    /// @return the most special first; empty when it is not known
    public static List<Cause> of(Evidence evidence) {
        return with(Rules.ALL).find(evidence);
    }

    static Causes with(List<Rule> rules) {
        return new Causes(rules);
    }

    /// Whether any rule asks for such words in a log: other lines need not be kept.
    public static boolean isTelling(Clue line) {
        return Rules.ALL.stream()
                .flatMap(rule -> Stream.of(rule.all(), rule.any(), rule.more(), rule.none()))
                .flatMap(List::stream)
                .filter(Condition::asksForWords)
                .anyMatch(condition -> condition.match(line).isPresent());
    }

    List<Cause> find(Evidence evidence) {
        List<Clue> clues = new ArrayList<>(evidence.clues());
        clues.addAll(States.of(evidence.clues()));
        Map<String, List<Clue>> byHost =
                clues.stream()
                        .filter(clue -> !clue.host().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        Clue::host, LinkedHashMap::new, Collectors.toList()));
        var found = new ArrayList<Found>();
        rules.forEach(rule -> found(rule, clues, byHost).ifPresent(found::add));
        return found.stream()
                .filter(each -> !each.rule().likely() || !isExplained(each, found))
                .map(Found::cause)
                .sorted(Comparator.comparing(Cause::weight).reversed())
                .toList();
    }

    /// Whether something better than a likelihood explains the same state of the same hosts.
    private static boolean isExplained(Found likely, List<Found> all) {
        return all.stream()
                .filter(other -> !other.rule().likely())
                .filter(other -> shares(other.rule().rows(), likely.rule().rows()))
                .anyMatch(
                        other ->
                                other.cause().on().isEmpty()
                                        || likely.cause().on().isEmpty()
                                        || shares(other.cause().on(), likely.cause().on()));
    }

    private static boolean shares(List<String> one, List<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    private record Found(Rule rule, Cause cause) {}

    private static Optional<Found> found(
            Rule rule, List<Clue> clues, Map<String, List<Clue>> byHost) {
        Stream<List<Clue>> groups = rule.perHost() ? byHost.values().stream() : Stream.of(clues);
        List<List<Match>> holding =
                groups.map(group -> matches(rule, group)).flatMap(Optional::stream).toList();
        return holding.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(rule, cause(rule, holding)));
    }

    /// @return what the rule needed and what supports it; empty when it does not hold
    private static Optional<List<Match>> matches(Rule rule, List<Clue> clues) {
        var matches = new ArrayList<Match>();
        for (Condition condition : rule.all()) {
            List<Match> own = matches(condition, clues);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            matches.addAll(own);
        }
        List<Match> some =
                rule.any().stream().flatMap(each -> matches(each, clues).stream()).toList();
        if (some.isEmpty() && !rule.any().isEmpty()) {
            return Optional.empty();
        }
        matches.addAll(some);
        if (rule.none().stream().anyMatch(each -> !matches(each, clues).isEmpty())) {
            return Optional.empty();
        }
        rule.more().forEach(each -> matches.addAll(matches(each, clues)));
        return Optional.of(matches);
    }

    private static List<Match> matches(Condition condition, List<Clue> clues) {
        return clues.stream().map(condition::match).flatMap(Optional::stream).toList();
    }

    private static Cause cause(Rule rule, List<List<Match>> groups) {
        List<Match> matches = groups.stream().flatMap(List::stream).toList();
        long support =
                rule.more().stream()
                        .filter(
                                more ->
                                        matches.stream()
                                                .anyMatch(it -> more.match(it.clue()).isPresent()))
                        .count();
        return new Cause(
                rule.id(),
                rule.likely(),
                rule.weight() + (int) support * SUPPORT,
                matches.stream()
                        .map(it -> it.clue().host())
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList(),
                matches.stream()
                        .map(Match::found)
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse(""),
                proofs(matches),
                rule.next(),
                rule.check(),
                rule.problem());
    }

    private static List<Proof> proofs(List<Match> matches) {
        return matches.stream()
                .map(it -> proof(it.clue(), it.line()))
                .distinct()
                .limit(Cause.PROOFS)
                .toList();
    }

    /// A clue as people see it.
    static Proof proof(Clue clue) {
        return proof(clue, clue.text());
    }

    private static Proof proof(Clue clue, String words) {
        return new Proof(clue.kind(), clue.host(), clue.about(), shortened(words));
    }

    private static String shortened(String line) {
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
