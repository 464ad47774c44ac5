package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.ResidueText;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.VerificationText;

import java.util.List;
import java.util.Locale;

/// The report as one HTML page.
final class HtmlReport {
    private final Report report;
    private final Texts texts;
    private final Words words;
    private final Html html = new Html();

    HtmlReport(Report report, Texts texts) {
        this.report = report;
        this.texts = texts;
        this.words = new Words(texts, report.zone());
    }

    String html() {
        html.begin(texts.locale(), words.get("title") + " – " + report.site().name());
        html.element("a", words.get("skip"), "href", "#content", "class", "skip");
        banner();
        header();
        html.open("main", "id", "content");
        summary();
        new Topology(html, texts, words).write(report);
        edges();
        machines();
        report.verification()
                .ifPresent(it -> new VerificationSection(html, texts, words).write(it));
        report.reset().ifPresent(it -> new ResetSection(html, texts, words).write(it));
        new ChecksSection(html, texts, words).write(report.answers(), report.site());
        report.firewall().ifPresent(this::firewall);
        report.plan().ifPresent(it -> new PlanSection(html, texts, words).write(it));
        report.run()
                .ifPresent(
                        it ->
                                new RunSection(html, texts, words)
                                        .write(it, report.record().timings()));
        var work = new WorkSection(html, words);
        work.write(report.repairs(), report.record().backups());
        new NotesSection(html, words).write(report);
        work.log(report.record().log());
        html.close("main");
        html.element("footer", words.get("footer", report.version(), words.time(report.when())));
        return html.raw("</body>\n</html>\n").toString();
    }

    private void banner() {
        if (report.simulated()) {
            html.simulated(words).text(" " + words.get("simulated.more")).close("aside");
        }
    }

    private void header() {
        html.raw("<header>\n").element("p", words.get("product"), "class", "product");
        html.element("h1", words.get("title"));
        html.element("p", report.site().name(), "class", "site");
        report.verification().ifPresent(this::verdict);
        report.reset().ifPresent(this::verdict);
        tiles();
        html.close("header");
    }

    private void verdict(Verification verification) {
        String kind = VerificationSection.kind(verification.verdict());
        html.open("p", "class", "verdict " + kind);
        html.badge(kind, VerificationText.badge(verification.verdict(), texts));
        html.element("span", VerificationText.sentence(verification, texts)).close("p");
    }

    private void verdict(ResetRecord reset) {
        String kind = ResetSection.kind(reset);
        html.open("p", "class", "verdict " + kind);
        html.badge(kind, words.get(reset.isProven() ? "reset.proven" : "reset.open"));
        html.element("span", ResidueText.verdict(reset.residue(), texts)).close("p");
    }

    private void tiles() {
        html.open("ul", "class", "tiles");
        report.verification()
                .ifPresent(
                        it -> {
                            tile(words.get("tile.edges"), readyEdges(it));
                            tile(words.get("tile.pods"), goodPods(it));
                        });
        if (!report.answers().isEmpty()) {
            long passed = report.answers().stream().filter(it -> it.rank() == 4).count();
            tile(words.get("tile.checks"), passed + " / " + report.answers().size());
        }
        report.run()
                .ifPresent(
                        it ->
                                tile(
                                        words.get("tile.duration"),
                                        words.duration(it.started(), it.ended())));
        html.close("ul");
    }

    private void tile(String label, String value) {
        html.raw("<li>").element("span", label).element("strong", value).close("li");
    }

    private static String readyEdges(Verification verification) {
        List<Verification.NodeRow> edges =
                verification.nodes().stream().filter(Verification.NodeRow::edge).toList();
        long ready =
                edges.stream()
                        .filter(row -> row.node().filter(ClusterSnapshot.Node::isReady).isPresent())
                        .count();
        return ready + " / " + edges.size();
    }

    private static String goodPods(Verification verification) {
        long good =
                verification.pods().stream()
                        .filter(row -> row.verdict() == Verdict.HEALTHY)
                        .count();
        return good + " / " + verification.pods().size();
    }

    private void summary() {
        html.raw("<section>").element("h2", words.get("summary")).open("dl");
        fact("site", report.site().name());
        fact("made", words.time(report.when()));
        fact("release", report.release().orElse(words.get("unknown")));
        fact("control-plane", report.site().controlPlane().label());
        report.site().cloudCore().ifPresent(this::cloudCore);
        html.close("dl").close("section");
    }

    private void cloudCore(CloudCore cloudCore) {
        String exposure = cloudCore.exposure().name().toLowerCase(Locale.ROOT).replace('_', '-');
        fact("exposure", texts.get("guide.exposure." + exposure + ".title"));
        fact("public-vip", cloudCore.publicVip().text());
        fact("private-vip", cloudCore.privateVip().text());
        fact("cloudcore-nodes", cloudCore.node1() + ", " + cloudCore.node2());
    }

    private void fact(String key, String value) {
        html.raw("<div>").element("dt", words.get("fact." + key)).element("dd", value);
        html.close("div");
    }

    private void edges() {
        html.raw("<section>").element("h2", words.get("edges"));
        html.table(
                words.get("edges.caption"),
                List.of(
                        words.get("column.number"),
                        words.get("column.name"),
                        words.get("column.address"),
                        words.get("column.login")));
        int number = 0;
        for (EdgeNode edge : report.site().edges()) {
            html.raw("<tr>").cell(Integer.toString(++number)).head(edge.hostName().text());
            html.code(edge.address().text()).code(edge.user() + " · " + edge.port()).close("tr");
        }
        html.endTable().close("section");
    }

    private void machines() {
        if (report.machines().isEmpty()) {
            return;
        }
        html.raw("<section>").element("h2", words.get("machines"));
        html.table(
                words.get("machines.caption"),
                List.of(
                        words.get("column.name"),
                        words.get("column.os"),
                        words.get("column.architecture"),
                        words.get("column.board"),
                        words.get("column.runtime")));
        for (Report.Machine it : report.machines()) {
            html.raw("<tr>").head(it.name()).cell(orNothing(it.os()));
            html.code(orNothing(it.architecture())).cell(orNothing(it.board()));
            html.code(orNothing(it.runtime())).close("tr");
        }
        html.endTable().close("section");
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "–" : text;
    }

    private void firewall(FirewallSheet sheet) {
        html.raw("<section>").element("h2", words.get("firewall.title"));
        html.element("p", words.get("firewall.lead"));
        new FirewallTables(html, words, report.site(), report.answers()).write(sheet, "h3");
        html.close("section");
    }

    /// How an answer shows: its colour and sign, and the key of its word.
    static String kind(Answer answer) {
        return switch (answer.rank()) {
            case 0 -> "bad";
            case 1 -> "warn";
            case 4 -> "good";
            default -> "idle";
        };
    }
}
