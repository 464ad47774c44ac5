package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.check.Wording;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The results of the checks in a terminal: what needs action with found, wanted and remedy; the rest as one count.
final class AnswersView {
    private static final int UNKNOWN = 2;
    private static final String INDENT = "    ";

    private AnswersView() {}

    static void print(Output output, Site site, List<Answer> answers) {
        answers.stream()
                .filter(answer -> answer.rank() <= UNKNOWN)
                .sorted(Comparator.comparingInt(Answer::rank))
                .collect(
                        Collectors.groupingBy(
                                answer -> lines(output.texts(), site, answer),
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        answer -> answer.result().on().label(),
                                        Collectors.joining(", "))))
                .forEach(
                        (lines, where) -> {
                            output.say(lines.getFirst() + "  [" + where + "]");
                            lines.subList(1, lines.size()).forEach(output::say);
                        });
        output.text(
                "cli.checks.summary",
                count(answers, CheckResult.Passed.class),
                count(answers, CheckResult.Warned.class),
                count(answers, CheckResult.Failed.class),
                count(answers, CheckResult.NotAsked.class),
                count(answers, CheckResult.Unknown.class));
    }

    /// What is said of an answer, without the subject: answers that say the same are told once.
    private static List<String> lines(Texts texts, Site site, Answer answer) {
        var wording = new Wording(texts);
        String head =
                texts.get("cli.checks.state." + word(answer, site))
                        + "  "
                        + answer.id()
                        + "  "
                        + wording.title(answer.id());
        String sentence = INDENT + wording.sentence(answer);
        return switch (answer.result()) {
            case CheckResult.Failed f -> List.of(head, sentence, remedy(wording, answer));
            case CheckResult.Warned w -> List.of(head, sentence, remedy(wording, answer));
            case CheckResult.Unknown u -> List.of(head, sentence);
            case CheckResult.NotAsked n -> List.of(head, sentence);
            case CheckResult.Passed p -> List.of(head);
        };
    }

    private static String remedy(Wording wording, Answer answer) {
        return INDENT + "→ " + wording.remedy(answer);
    }

    private static String word(Answer answer, Site site) {
        if (Acceptance.of(answer, site).isPresent()) {
            return "accepted";
        }
        return switch (answer.result()) {
            case CheckResult.Failed f -> "failed";
            case CheckResult.Warned w -> "warned";
            case CheckResult.Unknown u -> "unknown";
            case CheckResult.NotAsked n -> "not-asked";
            case CheckResult.Passed p -> "passed";
        };
    }

    /// The results that a deployment has to wait for.
    static List<Answer> blocking(Site site, List<Answer> answers) {
        return answers.stream().filter(answer -> Acceptance.blocks(answer, site)).toList();
    }

    private static String count(List<Answer> answers, Class<? extends CheckResult> type) {
        return Long.toString(
                answers.stream().filter(answer -> type.isInstance(answer.result())).count());
    }
}
