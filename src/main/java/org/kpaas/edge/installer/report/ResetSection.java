package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.plan.DebtScript;
import org.kpaas.edge.installer.plan.ResetPlanText;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.ResidueText;

import java.util.List;

/// How a deployment was taken apart: what went and what did not, host by host, where copies are, which nodes are debts, and
/// the proof.
record ResetSection(Html html, Texts texts, Words words) {
    void write(ResetRecord reset) {
        ResetResult result = reset.result();
        html.raw("<section>").element("h2", words.get("reset")).open("p");
        html.badge(kind(reset), words.get(reset.isProven() ? "reset.proven" : "reset.open"));
        html.text(" " + ResidueText.verdict(reset.residue(), texts)).close("p");
        html.element("p", words.get("verification.taken", words.time(reset.residue().taken())));
        html.element(
                "p",
                words.get(
                        "run.times",
                        words.time(result.started()),
                        words.time(result.ended()),
                        words.duration(result.started(), result.ended())));
        reset.plan()
                .ifPresent(
                        plan -> {
                            html.element("p", texts.get("reset.scope." + plan.scope().key()));
                            html.element("p", words.get("plan.id", plan.id()));
                        });
        result.problem()
                .ifPresent(
                        problem -> {
                            html.element("p", texts.title(problem), "class", "problem");
                            html.element("p", texts.remedy(problem));
                            new CauseSection(html, texts, "reset").write(result.explanation());
                        });
        hosts(result);
        debts(result);
        proof(reset.residue());
        reset.plan()
                .ifPresent(
                        plan -> {
                            html.element("h3", texts.get("reset.kept.title")).open("ul");
                            ResetPlanText.kept(plan, texts)
                                    .forEach(line -> html.element("li", line));
                            html.close("ul");
                        });
        copies(result);
        html.close("section");
    }

    private void hosts(ResetResult result) {
        if (result.hosts().isEmpty()) {
            return;
        }
        html.table(
                words.get("reset.hosts"),
                List.of(
                        words.get("column.host"),
                        words.get("reset.column.done"),
                        words.get("reset.column.failed")));
        for (ResetResult.OnHost host : result.hosts()) {
            html.raw("<tr>").head(host.name());
            list(host.done().stream().map(item -> ResetPlanText.item(item, texts)).toList());
            list(host.failed().stream().map(failed -> failed(host.name(), failed)).toList());
            html.close("tr");
        }
        html.endTable();
    }

    /// @param failed `item: why`, or only why it could not be begun
    private String failed(String host, String failed) {
        int colon = failed.indexOf(": ");
        String item = colon < 0 ? "" : failed.substring(0, colon);
        return colon < 0 || !ResetPlanText.isItem(item, texts)
                ? failed
                : ResetPlanText.item(item, texts)
                        + ": "
                        + ResetPlanText.reason(host, item, failed.substring(colon + 2), texts);
    }

    private void list(List<String> lines) {
        if (lines.isEmpty()) {
            html.cell("–");
            return;
        }
        html.open("td").open("ul");
        lines.forEach(line -> html.element("li", line));
        html.close("ul").close("td");
    }

    private void debts(ResetResult result) {
        if (result.debts().isEmpty()) {
            return;
        }
        html.table(
                words.get("reset.debts"),
                List.of(
                        words.get("column.host"),
                        words.get("reset.column.why"),
                        words.get("reset.column.script")));
        for (ResetResult.Debt debt : result.debts()) {
            html.raw("<tr>").head(debt.name()).cell(debt.why());
            html.code(DebtScript.fileName(debt.name())).close("tr");
        }
        html.endTable();
    }

    private void proof(Residue residue) {
        html.table(
                words.get("reset.proof"),
                List.of(
                        words.get("column.host"),
                        texts.get("step.reset.column.item"),
                        texts.get("step.reset.column.state"),
                        texts.get("step.reset.column.evidence")));
        for (ResidueText.Row row : ResidueText.rows(residue, texts)) {
            html.raw("<tr>").head(row.host()).cell(row.item()).open("td");
            html.badge(kind(row.state()), ResidueText.state(row.state(), texts)).close("td");
            html.cell(row.evidence()).close("tr");
        }
        html.endTable();
    }

    /// What could not be told is no failure.
    static String kind(ResetRecord reset) {
        boolean failed =
                !reset.result().succeeded() || reset.residue().verdict() == Residue.Verdict.LEFT;
        return reset.isProven() ? "good" : failed ? "bad" : "warn";
    }

    private static String kind(State state) {
        return switch (state) {
            case GONE, KEPT -> "good";
            case LEFT -> "bad";
            case UNKNOWN -> "warn";
        };
    }

    private void copies(ResetResult result) {
        if (result.copies().isEmpty()) {
            return;
        }
        html.table(
                words.get("reset.copies"),
                List.of(words.get("column.host"), words.get("column.copy")));
        for (String copy : result.copies()) {
            int colon = copy.indexOf(": ");
            html.raw("<tr>").head(copy.substring(0, Math.max(0, colon)));
            html.code(copy.substring(colon < 0 ? 0 : colon + 2)).close("tr");
        }
        html.endTable();
    }
}
