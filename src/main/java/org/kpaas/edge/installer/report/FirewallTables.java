package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rows of a firewall sheet, a table for each role. Rows that need no rule are struck out.
///
/// @param answers of the checks, which tell how a port was found; without any there is no column for it
record FirewallTables(Html html, Words words, Site site, List<Answer> answers) {
    void write(FirewallSheet sheet, String headings) {
        for (Role role : Role.values()) {
            html.element(headings, words.texts().get("guide.role." + id(role)));
            table(role, sheet.lines().stream().filter(it -> it.row().role() == role).toList());
        }
    }

    private void table(Role role, List<Line> lines) {
        var columns =
                new ArrayList<>(List.of("port", "use", "meaning", "source", "target", "reason"));
        if (!answers.isEmpty()) {
            columns.add("found");
        }
        html.table(
                words.get("firewall.caption", words.texts().get("guide.role." + id(role))),
                columns.stream().map(it -> words.get("firewall." + it)).toList());
        String target = targets(role);
        lines.forEach(line -> row(line, target));
        html.endTable();
    }

    private void row(Line line, String target) {
        PortRow row = line.row();
        String port = row.protocol() + " " + row.range();
        html.raw("<tr>").open("th", "scope", "row");
        if (line.enabled()) {
            html.text(port);
        } else {
            html.element("s", port).text(words.get("firewall.off"));
        }
        html.close("th").cell(row.use());
        html.cell(
                line.own()
                        ? words.get("firewall.own")
                        : words.texts().get("guide.meaning." + id(row.meaning())));
        html.code(sources(line)).code(line.enabled() ? target : "");
        html.cell(line.reason());
        if (!answers.isEmpty()) {
            found(row);
        }
        html.raw("</tr>\n");
    }

    /// The worst of what the checks of this port found at targets of this role.
    private void found(PortRow row) {
        html.raw("<td>");
        answers.stream()
                .filter(answer -> answer.id().text().equals("PORT-" + row.range()))
                .min(Comparator.comparingInt(Answer::rank))
                .ifPresentOrElse(
                        answer ->
                                html.badge(
                                        HtmlReport.kind(answer),
                                        words.get("state." + ChecksSection.state(answer))),
                        () -> html.text(words.get("firewall.not-tried")));
        html.close("td");
    }

    private String sources(Line line) {
        if (!line.enabled()) {
            return "";
        }
        Stream<String> known = line.sources().known().stream().map(this::source);
        Stream<String> missing =
                line.sources().missing().stream()
                        .sorted()
                        .map(peer -> words.get("firewall.unknown", peer(peer)));
        return Stream.concat(known, missing).collect(Collectors.joining(", "));
    }

    private String source(String known) {
        return known.equals(SourceRange.ANYONE) ? peer(Peer.ANYONE) : known;
    }

    private String peer(Peer peer) {
        return words.texts().get("guide.peer." + id(peer));
    }

    /// The hosts of a role as far as the site knows them; workers it does not.
    private String targets(Role role) {
        return switch (role) {
            case CONTROL_PLANE ->
                    Stream.concat(
                                    Stream.of(site.controlPlane().host()),
                                    site.cloudCore().stream().map(it -> it.publicVip().text()))
                            .distinct()
                            .collect(Collectors.joining(", "));
            case WORKER -> words.get("firewall.workers");
            case EDGE ->
                    site.edges().stream()
                            .map(it -> it.address().text())
                            .distinct()
                            .collect(Collectors.joining(", "));
        };
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
