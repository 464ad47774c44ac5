package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.check.Wording;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.util.Comparator;
import java.util.List;

/// What was checked before the deployment, what was found, and what somebody accepted for
/// what reason.
record ChecksSection(Html html, Texts texts, Words words) {
    void write(List<Answer> answers, Site site) {
        if (answers.isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.get("checks"));
        List<Answer> open = answers.stream().filter(it -> it.rank() < 4).toList();
        List<Answer> passed = answers.stream().filter(it -> it.rank() == 4).toList();
        if (open.isEmpty()) {
            html.element("p", words.get("checks.all-passed", Integer.toString(passed.size())));
        } else {
            table("checks.open", open, site);
        }
        accepted(answers, site);
        if (!passed.isEmpty()) {
            table("checks.passed", passed, site);
        }
        html.close("section");
    }

    private void table(String caption, List<Answer> answers, Site site) {
        html.table(
                words.get(caption, Integer.toString(answers.size())),
                List.of(
                        words.get("column.check"),
                        words.get("column.verdict"),
                        words.get("column.on"),
                        words.get("column.found")));
        answers.stream()
                .sorted(Comparator.comparingInt(Answer::rank).thenComparing(Answer::id))
                .forEach(answer -> row(answer, site));
        html.endTable();
    }

    /// What somebody went on in spite of, with the reason given.
    private void accepted(List<Answer> answers, Site site) {
        List<Answer> accepted =
                answers.stream().filter(it -> Acceptance.of(it, site).isPresent()).toList();
        if (accepted.isEmpty()) {
            return;
        }
        html.table(
                words.get("checks.accepted-ones", Integer.toString(accepted.size())),
                List.of(
                        words.get("column.check"),
                        words.get("column.on"),
                        words.get("column.reason")));
        for (Answer answer : accepted) {
            html.raw("<tr>").open("th", "scope", "row");
            html.text(new Wording(texts).title(answer.id()));
            html.element("span", answer.id().text(), "class", "id").close("th");
            html.cell(answer.result().on().label());
            html.cell(Acceptance.of(answer, site).map(it -> it.reason()).orElse(""));
            html.close("tr");
        }
        html.endTable();
    }

    private void row(Answer answer, Site site) {
        var wording = new Wording(texts);
        html.raw("<tr>").open("th", "scope", "row").text(wording.title(answer.id()));
        html.element("span", answer.id().text(), "class", "id").close("th");
        html.raw("<td>").badge(HtmlReport.kind(answer), words.get("state." + state(answer)));
        html.close("td").cell(answer.result().on().label());
        html.raw("<td>").text(wording.sentence(answer));
        note(wording.remedy(answer));
        Acceptance.of(answer, site)
                .ifPresent(it -> note(words.get("checks.accepted", it.reason())));
        html.close("td").close("tr");
    }

    private void note(String text) {
        if (!text.isEmpty()) {
            html.element("p", text, "class", "reason");
        }
    }

    static String state(Answer answer) {
        return switch (answer.result()) {
            case CheckResult.Failed f -> "failed";
            case CheckResult.Warned w -> "warned";
            case CheckResult.Unknown u -> "unknown";
            case CheckResult.NotAsked n -> "not-asked";
            case CheckResult.Passed p -> "passed";
        };
    }
}
