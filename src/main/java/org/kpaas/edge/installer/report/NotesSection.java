package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.verify.names.Judged;
import org.kpaas.edge.installer.verify.names.NameReport;
import org.kpaas.edge.installer.verify.names.NameRules;
import org.kpaas.edge.installer.verify.names.NameText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What whoever takes over has to know: what the deployment leaves open, and names not to use
/// (guide 4).
record NotesSection(Html html, Words words) {
    void write(Report report) {
        Set<String> done = report.plan().map(NotesSection::changes).orElse(Set.of());
        List<String> notes = notes(done);
        Optional<Release> release = report.release().flatMap(Releases::find);
        if (notes.isEmpty() && release.isEmpty() && report.names().isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.get("notes"));
        html.open("ul", "class", "notes");
        notes.forEach(note -> html.element("li", words.get("note." + note)));
        html.close("ul");
        release.map(NameRules::of).ifPresent(this::reserved);
        report.names().ifPresent(this::names);
        html.close("section");
    }

    private static List<String> notes(Set<String> done) {
        var notes = new ArrayList<String>();
        if (done.contains("hardening-edge")) {
            notes.add("password-age");
        }
        if (done.contains("token-file") && !done.contains("token-remove")) {
            notes.add("token-file");
        }
        if (done.contains("mosquitto-open")) {
            notes.add("mqtt");
        }
        if (done.contains("mesh-deploy")) {
            notes.add("mesh-key");
        }
        return notes;
    }

    private static Set<String> changes(DeploymentPlan plan) {
        return plan.changes().stream()
                .filter(Change.RunTask.class::isInstance)
                .map(Change.RunTask.class::cast)
                .map(Change.RunTask::what)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /// Names in use that must not be used.
    private void names(NameReport names) {
        var text = new NameText(words.texts());
        html.element("h3", words.get("names", text.title(names)));
        html.element("p", text.result(names));
        if (!names.found().isEmpty()) {
            html.table(
                    words.get("names.caption"),
                    List.of(words.get("column.kind"), words.get("column.finding")));
            for (Judged judged : names.found()) {
                html.raw("<tr>").head(text.object(judged.object())).raw("<td>");
                judged.findings()
                        .forEach(it -> html.element("p", text.paragraph(judged, it, true)));
                if (!judged.where().isEmpty()) {
                    html.element("p", judged.where(), "class", "code");
                }
                html.close("td").close("tr");
            }
            html.endTable();
        }
        names.notes().forEach(note -> html.element("p", text.note(note), "class", "reason"));
    }

    private void reserved(NameRules rules) {
        html.table(
                words.get("reserved.caption"),
                List.of(words.get("column.kind"), words.get("column.prefix")));
        new NameText(words.texts())
                .table(rules)
                .forEach(
                        (kind, rows) -> {
                            html.raw("<tr>").head(kind);
                            html.code(NameText.prefixes(rows)).close("tr");
                        });
        html.endTable();
    }
}
