package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.time.ZoneOffset;
import java.util.List;

/// The firewall sheet as one HTML page to print and to hand to the people who run the firewalls. It loads nothing, and rows
/// that need no rule are struck out.
public final class FirewallPage {
    public static final String FILE_NAME = "firewall.html";

    private FirewallPage() {}

    public static String of(Site site, FirewallSheet sheet, Texts texts) {
        var words = new Words(texts, ZoneOffset.UTC);
        var html = new Html();
        html.begin(texts.locale(), words.get("firewall.title") + " – " + site.name());
        if (site.simulated()) {
            html.simulated(words).close("aside");
        }
        html.raw("<header>\n").element("h1", words.get("firewall.title"));
        html.element("p", site.name(), "class", "site");
        html.element("p", words.get("firewall.lead")).close("header");
        html.open("main", "id", "content");
        new FirewallTables(html, words, site, List.of()).write(sheet, "h2");
        return html.close("main").raw("</body>\n</html>\n").toString();
    }
}
