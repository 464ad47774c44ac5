package org.kpaas.edge.installer.report;

import java.util.List;

/// What was put aside or repaired on the hosts beside the run, and the run's log.
record WorkSection(Html html, Words words) {
    private static final String NOTHING = "–";

    void write(List<Report.Repaired> repairs, List<Report.Backup> backups) {
        if (repairs.isEmpty() && backups.isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.get("work"));
        if (!repairs.isEmpty()) {
            repairs(repairs);
        }
        if (!backups.isEmpty()) {
            backups(backups);
        }
        html.close("section");
    }

    private void repairs(List<Report.Repaired> repairs) {
        html.table(
                words.get("repairs.caption"),
                List.of(
                        words.get("column.check"),
                        words.get("column.host"),
                        words.get("column.what"),
                        words.get("column.copy"),
                        "#" + words.get("column.when")));
        for (Report.Repaired it : repairs) {
            html.raw("<tr>").head(it.check()).code(it.host()).code(it.what());
            html.code(it.backup().isEmpty() ? NOTHING : it.backup());
            html.number(words.time(it.at())).close("tr");
        }
        html.endTable();
    }

    private void backups(List<Report.Backup> backups) {
        html.table(
                words.get("backups.caption"),
                List.of(
                        words.get("column.host"),
                        words.get("column.file"),
                        words.get("column.copy")));
        for (Report.Backup it : backups) {
            html.raw("<tr>").head(it.host()).code(it.path()).code(it.copy()).close("tr");
        }
        html.endTable();
    }

    /// Closed at first, and so left out of a print.
    void log(Report.Log log) {
        if (log.first().isEmpty()) {
            return;
        }
        int lines = log.first().size() + log.left() + log.last().size();
        html.raw("<section>").element("h2", words.get("log"));
        html.open("details").element("summary", words.get("log.show", Integer.toString(lines)));
        html.open("pre", "class", "log", "tabindex", "0");
        log.first().forEach(line -> html.text(line + "\n"));
        if (log.left() > 0) {
            html.text("\n… " + words.get("log.left", Integer.toString(log.left())) + " …\n\n");
        }
        log.last().forEach(line -> html.text(line + "\n"));
        html.close("pre").close("details").close("section");
    }
}
