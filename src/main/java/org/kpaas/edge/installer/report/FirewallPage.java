package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;
import org.kpaas.edge.installer.text.Texts;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The firewall sheet as one HTML page to print and to hand to the people who run the firewalls. It loads nothing, and rows
/// that need no rule are struck out.
public final class FirewallPage {
    public static final String FILE_NAME = "firewall.html";

    private final Site site;
    private final Texts texts;
    private final Words words;
    private final Html html = new Html();

    private FirewallPage(Site site, Texts texts) {
        this.site = site;
        this.texts = texts;
        this.words = new Words(texts, ZoneOffset.UTC);
    }

    public static String of(Site site, FirewallSheet sheet, Texts texts) {
        return new FirewallPage(site, texts).page(sheet);
    }

    private String page(FirewallSheet sheet) {
        html.begin(texts.locale(), words.get("firewall.title") + " – " + site.name());
        if (site.simulated()) {
            html.open("p", "class", "simulated", "role", "note");
            html.element("strong", words.get("simulated")).close("p");
        }
        html.raw("<header>\n").element("h1", words.get("firewall.title"));
        html.element("p", site.name(), "class", "site");
        html.element("p", words.get("firewall.lead")).close("header");
        html.open("main", "id", "content");
        for (Role role : Role.values()) {
            html.open("section").element("h2", texts.get("guide.role." + id(role)));
            table(role, sheet.lines().stream().filter(it -> it.row().role() == role).toList());
            html.close("section");
        }
        return html.close("main").raw("</body>\n</html>\n").toString();
    }

    private void table(Role role, List<Line> lines) {
        String target = targets(role);
        html.table(
                words.get("firewall.caption"),
                Stream.of("port", "use", "meaning", "source", "target", "reason")
                        .map(it -> words.get("firewall." + it))
                        .toList());
        for (Line line : lines) {
            row(line, target);
        }
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
                        : texts.get("guide.meaning." + id(row.meaning())));
        html.code(sources(line)).code(line.enabled() ? target : "");
        html.cell(line.reason()).raw("</tr>\n");
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
        return texts.get("guide.peer." + id(peer));
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
