package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes `target/catalogue.md`: every id of the catalogue, whether it is built, which answers it really gave when the
/// faults were planted, and whether its words are there in both languages. The answers come from asking the checks, so
/// the table can claim nothing that the checks do not do.
final class CatalogueTableTest {
    private static final Path IDS = Path.of("src/test/resources/catalogue/ids.txt");
    private static final Path TABLE = Path.of("target/catalogue.md");

    /// What each check answered where the table of faults says that it has to, by id; and "not asked" wherever it was.
    private static final Map<String, Set<String>> SHOWN = new TreeMap<>();

    /// The worst that each check answered anywhere.
    private static final Map<String, Integer> WORST = new TreeMap<>();

    /// One line of the list of ids.
    private record Wanted(String id, Set<String> says) {
        static Wanted of(String line) {
            List<String> words = List.of(line.split(" "));
            return new Wanted(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
        }

        CheckInfo.Severity severity() {
            return says.contains("F")
                    ? CheckInfo.Severity.FAIL
                    : says.contains("W") ? CheckInfo.Severity.WARN : CheckInfo.Severity.INFO;
        }

        /// The answers that it has to have shown.
        Set<String> states() {
            var states = new TreeSet<>(Set.of("passed"));
            if (says.contains("F")) {
                states.add("failed");
            }
            if (says.contains("W")) {
                states.add("warned");
            }
            if (!says.contains("settings")) {
                states.add("unknown");
            }
            return states;
        }
    }

    @BeforeAll
    static void plantEveryFault() {
        new Lab().ask().forEach(answer -> shown(answer.id().text(), Lab.state(answer.result())));
        for (Faults fault : Faults.all()) {
            Lab lab = new Lab();
            fault.plant().accept(lab);
            List<Answer> answers = lab.ask();
            if (answers.stream().map(Lab::line).anyMatch(fault.line()::equals)) {
                shown(fault.id(), fault.state());
            }
            for (Answer answer : answers) {
                WORST.merge(answer.id().text(), answer.rank(), Math::min);
                if (answer.rank() == 3) {
                    shown(answer.id().text(), "not-asked");
                }
            }
        }
    }

    private static void shown(String id, String state) {
        SHOWN.computeIfAbsent(id, it -> new TreeSet<>()).add(state);
    }

    private static List<Wanted> wanted() throws IOException {
        try (Stream<String> lines = Files.lines(IDS)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Wanted::of)
                    .toList();
        }
    }

    @Test
    void noIdOfTheDocumentIsForgotten() throws IOException {
        List<String> ids = wanted().stream().map(Wanted::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(CheckInfo.all().stream().map(it -> it.id().text()))
                .containsExactlyElementsOf(ids);
        assertThat(Checks.all().stream().map(it -> it.id().text()))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void everyCheckIsAsSevereAsTheDocumentSays() throws IOException {
        for (Wanted wanted : wanted()) {
            assertThat(CheckInfo.of(new CheckId(wanted.id())).severity())
                    .as(wanted.id())
                    .isEqualTo(wanted.severity());
            assertThat(WORST.get(wanted.id()))
                    .as("worst answer of " + wanted.id())
                    .isGreaterThanOrEqualTo(2 - wanted.severity().ordinal());
        }
    }

    @Test
    void everyCheckHasShownEveryAnswerThatItCanGive() throws IOException {
        var missing = new ArrayList<String>();
        for (Wanted wanted : wanted()) {
            Set<String> states = new TreeSet<>(wanted.states());
            states.removeAll(SHOWN.getOrDefault(wanted.id(), Set.of()));
            states.forEach(state -> missing.add(wanted.id() + " " + state));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theTableOfAllIdsIsWritten() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# Catalogue of checks");
        lines.add("");
        lines.add(
                "| id | title | worst | built | passed | warned | failed | unknown | not asked |"
                        + " English | Korean |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Wanted wanted : wanted()) {
            lines.add(row(wanted));
        }
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);

        assertThat(lines).noneMatch(line -> line.contains("MISSING"));
    }

    private static String row(Wanted wanted) {
        Set<String> shown = SHOWN.getOrDefault(wanted.id(), Set.of());
        boolean built = Checks.all().stream().anyMatch(it -> it.id().text().equals(wanted.id()));
        var cells = new ArrayList<String>();
        cells.add(wanted.id());
        cells.add(Texts.of(Texts.ENGLISH).get("check." + wanted.id() + ".title"));
        cells.add(wanted.severity().name().toLowerCase(Locale.ROOT));
        cells.add(built ? "yes" : "MISSING");
        for (String state : List.of("passed", "warned", "failed", "unknown", "not-asked")) {
            cells.add(
                    shown.contains(state)
                            ? "tested"
                            : wanted.states().contains(state) ? "MISSING" : "–");
        }
        cells.add(words(wanted.id(), shown, Texts.ENGLISH));
        cells.add(words(wanted.id(), shown, Texts.KOREAN));
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// The title, what was found and is wanted in each state, why it matters and what to do.
    private static String words(String id, Set<String> shown, Locale locale) {
        Texts texts = Texts.of(locale);
        return Stream.concat(
                                Stream.of("title", "why", "passed", "remedy"),
                                shown.stream().filter(Set.of("warned", "failed")::contains))
                        .allMatch(part -> texts.has("check." + id + "." + part))
                ? "yes"
                : "MISSING";
    }
}
