package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Places;
import org.kpaas.edge.installer.verify.VerificationText;

import java.util.List;
import java.util.Optional;

/// The picture of a deployment: the cloud's nodes, the address of CloudCore, and the edge nodes that reach it there. State
/// shows in a sign, a line's pattern and a colour, so that nothing depends on the colour alone; the picture has its content
/// as a text too.
final class Topology {
    private static final int WIDTH = 1000;
    private static final int COLUMNS = 4;
    private static final int BOX_WIDTH = 216;
    private static final int BOX_HEIGHT = 60;
    private static final int GAP = 24;
    private static final int LEFT = 40;
    private static final int ROW = BOX_HEIGHT + 44;
    private static final int TRUNK = 16;

    /// More edge nodes than these are counted and not drawn.
    private static final int DRAWN = 40;

    private static final int LONGEST = 24;

    private final Html html;
    private final Texts texts;
    private final Words words;
    private int y = 20;

    Topology(Html html, Texts texts, Words words) {
        this.html = html;
        this.texts = texts;
        this.words = words;
    }

    void write(Report report) {
        Optional<CloudCore> cloudCore = report.site().cloudCore();
        if (cloudCore.isEmpty() || report.site().edges().isEmpty()) {
            return;
        }
        var places = Places.of(report.site(), report.verification());
        List<Box> cloud = places.cloud().stream().map(it -> box(it, it.core())).toList();
        List<Box> edges = places.edges().stream().map(it -> box(it, true)).toList();
        List<Box> drawn = edges.subList(0, Math.min(DRAWN, edges.size()));
        html.raw("<section>").element("h2", words.get("topology")).open("figure");
        html.open(
                "svg",
                "class",
                "topology",
                "role",
                "img",
                "aria-labelledby",
                "topology-title topology-text",
                "viewBox",
                "0 0 " + WIDTH + " " + (20 + (rows(cloud) + rows(drawn)) * ROW + ROW));
        html.element("title", words.get("topology"), "id", "topology-title");
        html.element("desc", described(cloudCore.get(), edges), "id", "topology-text");
        int top = y + ROW - 22;
        boxes(cloud, true);
        int vip = y;
        vip(cloudCore.get());
        int first = y - 22;
        boxes(drawn, false);
        line("trunk", TRUNK, top, TRUNK, Math.max(first, y - ROW - 22));
        line("trunk", TRUNK, vip + BOX_HEIGHT / 2, LEFT, vip + BOX_HEIGHT / 2);
        html.close("svg");
        html.element("figcaption", caption(edges));
        html.close("figure").close("section");
    }

    private String described(CloudCore cloudCore, List<Box> edges) {
        long good = edges.stream().filter(box -> box.kind().equals("good")).count();
        return words.get(
                "topology.text",
                cloudCore.node1().text(),
                cloudCore.node2().text(),
                cloudCore.privateVip().text(),
                Integer.toString(edges.size()),
                Long.toString(good));
    }

    private String caption(List<Box> edges) {
        return edges.size() > DRAWN
                ? words.get("topology.more", Integer.toString(edges.size() - DRAWN))
                : words.get("topology.legend");
    }

    private Box box(Places.Place place, boolean joined) {
        return new Box(
                place.name(),
                place.core() ? "CloudCore" : place.detail(),
                place.verdict().map(VerificationSection::kind).orElse("idle"),
                place.verdict().map(it -> VerificationText.badge(it, texts)).orElse(""),
                joined);
    }

    private static int rows(List<Box> boxes) {
        return Math.ceilDiv(boxes.size(), COLUMNS);
    }

    /// @param above whether the line that joins a row runs below it
    private void boxes(List<Box> boxes, boolean above) {
        for (int from = 0; from < boxes.size(); from += COLUMNS) {
            List<Box> row = boxes.subList(from, Math.min(from + COLUMNS, boxes.size()));
            int bus = above ? y + BOX_HEIGHT + 22 : y - 22;
            int end = TRUNK;
            for (int i = 0; i < row.size(); i++) {
                int x = LEFT + i * (BOX_WIDTH + GAP);
                Box box = row.get(i);
                if (box.joined()) {
                    end = x + BOX_WIDTH / 2;
                    line(box.kind(), end, bus, end, above ? y + BOX_HEIGHT : y);
                }
                box(x, BOX_WIDTH, box);
            }
            if (end > TRUNK) {
                line("trunk", TRUNK, bus, end, bus);
            }
            y += ROW;
        }
    }

    private void vip(CloudCore cloudCore) {
        box(
                LEFT,
                2 * BOX_WIDTH + GAP,
                new Box(words.get("topology.vip"), Places.address(cloudCore), "vip", "", true));
        y += ROW;
    }

    private void box(int x, int width, Box box) {
        html.open("g", "class", "box " + box.kind());
        html.open(
                "rect",
                "x",
                text(x),
                "y",
                text(y),
                "width",
                text(width),
                "height",
                text(BOX_HEIGHT),
                "rx",
                "8");
        html.close("rect");
        word("name", x + 16, y + 26, shortened(box.name()));
        word("more", x + 16, y + 46, box.more());
        if (!box.kind().equals("vip")) {
            word("sign", x + width - 28, y + 27, Html.sign(box.kind()));
            word("state", x + width - 14, y + 46, box.word());
        }
        html.close("g");
    }

    private void word(String kind, int x, int at, String text) {
        html.element("text", text, "class", kind, "x", text(x), "y", text(at));
    }

    private void line(String kind, int x1, int y1, int x2, int y2) {
        html.open(
                "line",
                "class",
                "way " + kind,
                "x1",
                text(x1),
                "y1",
                text(y1),
                "x2",
                text(x2),
                "y2",
                text(y2));
        html.close("line");
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private static String text(int number) {
        return Integer.toString(number);
    }

    /// @param word   its state
    /// @param joined whether a line leads to it
    private record Box(String name, String more, String kind, String word, boolean joined) {}
}
