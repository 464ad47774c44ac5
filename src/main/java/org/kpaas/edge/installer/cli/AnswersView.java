package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.util.Comparator;
import java.util.List;

/// The results of the checks in a terminal: what needs action with found, wanted and remedy; the rest as one count.
final class AnswersView {
    private AnswersView() {}

    static void print(Output output, Site site, List<Answer> answers) {
        Texts texts = output.texts();
        answers.stream()
                .filter(answer -> answer.rank() <= 2)
                .sorted(Comparator.comparingInt(Answer::rank))
                .forEach(answer -> print(output, site, answer));
        output.say(
                texts.get(
                        "cli.checks.summary",
                        count(answers, CheckResult.Passed.class),
                        count(answers, CheckResult.Warned.class),
                        count(answers, CheckResult.Failed.class),
                        count(answers, CheckResult.NotAsked.class),
                        count(answers, CheckResult.Unknown.class)));
    }

    private static void print(Output output, Site site, Answer answer) {
        Texts texts = output.texts();
        String key = "check." + answer.id();
        String where = answer.result().on().label();
        String head =
                texts.get("cli.checks.state." + word(answer, site))
                        + "  "
                        + answer.id()
                        + "  "
                        + texts.get(key + ".title")
                        + "  ["
                        + where
                        + "]";
        output.say(head);
        switch (answer.result()) {
            case CheckResult.Failed(var on, String found, String wanted) -> {
                output.say("    " + texts.get(key + ".failed", found, wanted));
                output.say("    → " + texts.get(key + ".remedy", found, wanted));
            }
            case CheckResult.Warned(var on, String found, String wanted) -> {
                output.say("    " + texts.get(key + ".warned", found, wanted));
                output.say("    → " + texts.get(key + ".remedy", found, wanted));
            }
            case CheckResult.Unknown(var on, String why) ->
                    output.say("    " + texts.get("unknown." + why));
            case CheckResult.NotAsked n -> {}
            case CheckResult.Passed p -> {}
        }
    }

    private static String word(Answer answer, Site site) {
        return switch (answer.result()) {
            case CheckResult.Failed f -> "failed";
            case CheckResult.Warned w -> isAccepted(site, answer) ? "accepted" : "warned";
            case CheckResult.Unknown u -> "unknown";
            case CheckResult.NotAsked n -> "not-asked";
            case CheckResult.Passed p -> "passed";
        };
    }

    /// Whether the engineer accepted this warning with a reason.
    static boolean isAccepted(Site site, Answer answer) {
        for (AcceptedWarning accepted : site.accepted()) {
            if (accepted.check().equals(answer.id().text())
                    && accepted.subject().equals(answer.result().on().id())) {
                return true;
            }
        }
        return false;
    }

    static boolean anyFailed(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.result() instanceof CheckResult.Failed);
    }

    static List<Answer> openWarnings(Site site, List<Answer> answers) {
        return answers.stream()
                .filter(
                        answer ->
                                answer.result() instanceof CheckResult.Warned
                                        && !isAccepted(site, answer))
                .toList();
    }

    private static String count(List<Answer> answers, Class<? extends CheckResult> type) {
        return Long.toString(
                answers.stream().filter(answer -> type.isInstance(answer.result())).count());
    }
}
