package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.verify.names.Judged;
import org.kpaas.edge.installer.verify.names.NameFinding;
import org.kpaas.edge.installer.verify.names.NameReport;
import org.kpaas.edge.installer.verify.names.NameText;

import java.util.List;

/// Names in a terminal: per source what came out, then each name with what is wrong, why it matters and what to do.
final class NamesView {
    private NamesView() {}

    static void print(Output output, List<NameReport> reports) {
        var words = new NameText(output.texts());
        for (NameReport report : reports) {
            output.say(words.title(report) + ": " + words.result(report));
            for (Judged judged : report.found()) {
                output.say("");
                output.say(place(judged) + words.object(judged.object()));
                for (NameFinding finding : judged.findings()) {
                    boolean exists = report.kind() == NameReport.Kind.CLUSTER;
                    output.say("  " + words.paragraph(judged, finding, exists));
                }
            }
            report.notes().forEach(note -> output.text("cli.names.note", words.note(note)));
        }
    }

    private static String place(Judged judged) {
        return judged.where().isEmpty() ? "" : FreeText.oneLine(judged.where()) + "  ";
    }
}
