package org.kpaas.edge.installer.ui.part;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

import java.util.ArrayList;
import java.util.List;

/// Cloud nodes above, an address between, edge nodes below, and the ways that join them: each with a colour, a sign and a
/// word. As many columns as the width has room for.
public final class TopologyPicture extends Region {
    private static final double BOX_WIDTH = 204;
    private static final double BOX_HEIGHT = 56;
    private static final double GAP = 12;
    private static final double LEFT = 28;
    private static final double TRUNK = 8;
    private static final double BUS = 14;
    private static final double PITCH = BOX_HEIGHT + 2 * BUS;

    private final List<Drawn> cloud = new ArrayList<>();
    private final List<Drawn> edges = new ArrayList<>();
    private final Line trunk = new Line();
    private final Line tap = new Line();
    private VBox middle = new VBox();

    /// One node.
    ///
    /// @param detail an address or what it does; may be empty
    /// @param word   its state
    /// @param joined whether a way leads to it
    public record Place(String name, String detail, Tone tone, String word, boolean joined) {}

    /// @param bus joins a row, for the first place of it
    private record Drawn(VBox box, Line way, Line bus, boolean joined) {}

    public TopologyPicture() {
        getStyleClass().add("topology");
        List.of(trunk, tap).forEach(line -> line.getStyleClass().add("topology-trunk"));
    }

    /// @param name    of what stands between, for instance CloudCore
    /// @param address of it
    public void show(List<Place> above, String name, String address, List<Place> below) {
        cloud.clear();
        edges.clear();
        above.forEach(place -> cloud.add(drawn(place)));
        below.forEach(place -> edges.add(drawn(place)));
        middle = box(name, address);
        middle.getStyleClass().add("topology-middle");
        middle.setAccessibleText(name + ": " + address);
        redraw();
    }

    private void redraw() {
        List<Node> parts = new ArrayList<>(List.of(trunk, tap));
        all().forEach(place -> parts.addAll(List.of(place.bus(), place.way())));
        parts.add(middle);
        all().forEach(place -> parts.add(place.box()));
        getChildren().setAll(parts);
        requestLayout();
    }

    private List<Drawn> all() {
        var all = new ArrayList<>(cloud);
        all.addAll(edges);
        return all;
    }

    private static Drawn drawn(Place place) {
        var word = new Label(place.word(), Labels.icon(place.tone()));
        word.getStyleClass().addAll("badge", place.tone().styleClass());
        word.setMinWidth(USE_PREF_SIZE);
        VBox box = box(place.name(), place.detail(), word);
        box.getStyleClass().add(place.tone().styleClass());
        box.setAccessibleText(place.name() + ": " + place.word());
        var way = new Line();
        way.getStyleClass().addAll("topology-way", place.tone().styleClass());
        way.setVisible(place.joined());
        var bus = new Line();
        bus.getStyleClass().add("topology-trunk");
        return new Drawn(box, way, bus, place.joined());
    }

    /// The name with its state beside it, and the detail below, which has the whole width.
    private static VBox box(String name, String detail, Label... state) {
        var title = new Label(name);
        title.getStyleClass().add("strong");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var head = new HBox(8, title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getChildren().addAll(state);
        var box = new VBox(head);
        if (!detail.isEmpty()) {
            var more = new Label(detail);
            more.getStyleClass().addAll("mono", "topology-detail");
            box.getChildren().add(more);
        }
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("topology-box");
        return box;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        int columns = columns(width < 0 ? getWidth() : width);
        return (rows(cloud, columns) + 1 + rows(edges, columns)) * PITCH - 2 * BUS;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private static int columns(double width) {
        return Math.max(1, (int) ((width - LEFT + GAP) / (BOX_WIDTH + GAP)));
    }

    private static int rows(List<Drawn> places, int columns) {
        return Math.ceilDiv(places.size(), columns);
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        double first = cloud.isEmpty() ? BOX_HEIGHT / 2 : BOX_HEIGHT + BUS;
        double y = rows(cloud, columns) * PITCH;
        place(cloud, columns, 0, true);
        middle.resizeRelocate(LEFT, y, 2 * BOX_WIDTH + GAP, BOX_HEIGHT);
        draw(tap, TRUNK, y + BOX_HEIGHT / 2, LEFT, y + BOX_HEIGHT / 2);
        place(edges, columns, y + PITCH, false);
        int below = rows(edges, columns);
        double last = below == 0 ? y + BOX_HEIGHT / 2 : y + below * PITCH - BUS;
        draw(trunk, TRUNK, first, TRUNK, last);
    }

    /// @param above whether the line that joins a row runs below it
    private void place(List<Drawn> places, int columns, double top, boolean above) {
        for (int from = 0; from < places.size(); from += columns) {
            double y = top + from / columns * PITCH;
            double bus = above ? y + BOX_HEIGHT + BUS : y - BUS;
            double end = TRUNK;
            for (int i = from; i < Math.min(from + columns, places.size()); i++) {
                Drawn place = places.get(i);
                place.bus().setVisible(i == from);
                double x = LEFT + (i - from) * (BOX_WIDTH + GAP);
                place.box().resizeRelocate(x, y, BOX_WIDTH, BOX_HEIGHT);
                if (place.joined()) {
                    end = x + BOX_WIDTH / 2;
                    draw(place.way(), end, bus, end, above ? y + BOX_HEIGHT : y);
                }
            }
            draw(places.get(from).bus(), TRUNK, bus, end, bus);
        }
    }

    private static void draw(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }
}
