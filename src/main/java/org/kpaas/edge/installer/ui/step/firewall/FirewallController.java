package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.FilteredList;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.report.FirewallPage;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.FlowLine;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.step.firewall.FirewallStep.Part;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Binds the picture, the table and the exports.
public final class FirewallController implements StepController {
    /// Pixels. The table shows all its rows, and the page scrolls: two scroll bars inside each other are a nuisance.
    private static final int ROW_HEIGHT = 50;

    private static final int HEADER_HEIGHT = 48;
    private final FirewallStep step;
    private final ViewKit kit;
    private final Texts texts;

    @FXML private VBox picture;
    @FXML private ToggleGroup roles;
    @FXML private ToggleButton controlPlane;
    @FXML private ToggleButton worker;
    @FXML private ToggleButton edge;
    @FXML private TableView<FirewallRow> table;
    @FXML private TableColumn<FirewallRow, FirewallRow> open;
    @FXML private TableColumn<FirewallRow, FirewallRow> port;
    @FXML private TableColumn<FirewallRow, FirewallRow> use;
    @FXML private TableColumn<FirewallRow, FirewallRow> meaning;
    @FXML private TableColumn<FirewallRow, FirewallRow> sources;
    @FXML private TableColumn<FirewallRow, FirewallRow> reason;
    @FXML private TableColumn<FirewallRow, FirewallRow> tried;
    @FXML private Label saved;
    @FXML private Label missing;
    @FXML private VBox probeSlot;
    @FXML private VBox ownSlot;
    @FXML private VBox waysSlot;
    @FXML private ToggleButton ways;
    private final ProbeBox probe;
    private final OwnRowsBox own;
    private final WaysTable attempts;
    private final Subscription shown;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public FirewallController(FirewallStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        probe = new ProbeBox(texts, step);
        own = new OwnRowsBox(texts, step);
        attempts = new WaysTable(texts);
        shown =
                Subscription.combine(
                        step.probe().state().subscribe((before, now) -> refresh()),
                        step.missing().subscribe((before, now) -> showMissing(now)));
    }

    @FXML
    private void initialize() {
        probeSlot.getChildren().setAll(probe);
        ownSlot.getChildren().setAll(own);
        waysSlot.getChildren().setAll(attempts);
        var filtered = new FilteredList<>(step.rows());
        table.setItems(filtered);
        table.setSelectionModel(null);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        List.of(open, port, use, meaning, sources, reason, tried)
                .forEach(
                        column ->
                                column.setCellValueFactory(
                                        row -> new ReadOnlyObjectWrapper<>(row.getValue())));
        open.setCellFactory(column -> new RowCells.Open(texts));
        port.setCellFactory(column -> new RowCells.PortCell(texts));
        use.setCellFactory(column -> new RowCells.Use());
        meaning.setCellFactory(column -> new RowCells.MeaningCell(texts));
        sources.setCellFactory(column -> new RowCells.Sources(texts));
        reason.setCellFactory(column -> new RowCells.Reason(texts));
        tried.setCellFactory(column -> new RowCells.Tried(texts, step));
        controlPlane.setUserData(Part.CONTROL_PLANE);
        worker.setUserData(Part.WORKER);
        edge.setUserData(Part.EDGE);
        ways.setUserData(Part.WAYS);
        roles.selectedToggleProperty()
                .addListener((observed, before, now) -> chosen(filtered, before, now));
        roles.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == step.shown().get())
                .forEach(toggle -> toggle.setSelected(true));
        table.prefHeightProperty()
                .bind(Bindings.size(filtered).multiply(ROW_HEIGHT).add(HEADER_HEIGHT));
        Labels.show(saved, false);
        showMissing(step.missing().get());
        refresh();
    }

    private void showMissing(Set<Peer> peers) {
        missing.setText(
                texts.get(
                        "step.firewall.no-rule",
                        peers.stream()
                                .map(peer -> texts.get("guide.peer." + FirewallStep.id(peer)))
                                .collect(Collectors.joining(", "))));
        Labels.show(missing, !peers.isEmpty());
    }

    /// Shows what was tried.
    private void refresh() {
        step.site().ifPresent(this::draw);
        attempts.show(step.attempts().all());
        own.refresh();
        table.refresh();
    }

    @FXML
    private void exportCsv() {
        export(Export.CSV);
    }

    @FXML
    private void exportUfw() {
        export(Export.UFW);
    }

    @FXML
    private void exportNftables() {
        export(Export.NFTABLES);
    }

    @FXML
    private void exportTofu() {
        export(Export.TOFU);
    }

    @FXML
    private void exportPage() {
        export(FirewallPage.FILE_NAME, step::page);
    }

    @Override
    public void close() {
        shown.unsubscribe();
        probe.close();
        own.close();
        table.prefHeightProperty().unbind();
        table.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    /// One of the roles, or all attempts, are always chosen.
    private void chosen(
            FilteredList<FirewallRow> filtered, @Nullable Toggle before, @Nullable Toggle now) {
        if (now == null) {
            if (before != null) {
                before.setSelected(true);
            }
            return;
        }
        var part = (Part) now.getUserData();
        step.shown().set(part);
        Labels.show(table, part != Part.WAYS);
        Labels.show(ownSlot, part != Part.WAYS);
        Labels.show(waysSlot, part == Part.WAYS);
        part.role()
                .ifPresent(
                        role -> {
                            filtered.setPredicate(row -> row.row().role() == role);
                            own.show(role);
                        });
    }

    private void export(Export tool) {
        export(tool.fileName(), () -> step.export(tool));
    }

    private void export(String name, Supplier<String> content) {
        kit.files().save(texts.get("button.export"), name).ifPresent(file -> write(file, content));
    }

    private void write(Path file, Supplier<String> content) {
        String message;
        try {
            Files.writeString(file, content.get());
            message = texts.get("step.firewall.saved", file.toString());
        } catch (IOException e) {
            message = texts.get("step.firewall.not-saved", file.toString());
        }
        saved.setText(message);
        Labels.show(saved, true);
    }

    /// One line per flow that the deployment depends on, in the colour of what was tried.
    private void draw(Site site) {
        var laptop = new FlowLine.End("mdal-laptop", texts.get("step.firewall.laptop"), "");
        var master =
                new FlowLine.End(
                        "mdal-dns",
                        texts.get("guide.role.control-plane"),
                        site.controlPlane().host());
        String count = texts.get("step.firewall.count", site.edges().size());
        var edges = new FlowLine.End("mdmz-memory", texts.get("guide.role.edge"), count);
        String vip = site.cloudCore().map(core -> core.publicVip().text()).orElse("");
        var cloudCore = new FlowLine.End("mdal-cloud", "CloudCore", vip);
        picture.getChildren()
                .setAll(
                        new FlowLine(edges, "TCP 10000, 10002", tone(10_000, 10_002), cloudCore),
                        new FlowLine(edges, "TCP 20006", tone(20_006), master),
                        new FlowLine(master, "TCP 22", tone(Role.EDGE, 22), edges),
                        new FlowLine(
                                laptop, "TCP " + site.controlPlane().port(), Tone.GOOD, master));
    }

    private Tone tone(int... ports) {
        return tone(Role.CONTROL_PLANE, ports);
    }

    /// That of the worst row; of rows that were not tried nothing is said.
    private Tone tone(Role role, int... ports) {
        List<RowVerdict> verdicts =
                step.rows().stream()
                        .map(FirewallRow::row)
                        .filter(row -> row.role() == role)
                        .filter(row -> Arrays.stream(ports).anyMatch(it -> it == row.from()))
                        .map(step::tried)
                        .sorted()
                        .toList();
        boolean partly = verdicts.isEmpty() || verdicts.getLast() == RowVerdict.NOT_TRIED;
        Tone worst = partly ? Tone.BUSY : Tone.GOOD;
        return verdicts.stream()
                .map(RowVerdict::tone)
                .filter(tone -> tone == Tone.BAD || tone == Tone.ATTENTION)
                .findFirst()
                .orElse(worst);
    }
}
