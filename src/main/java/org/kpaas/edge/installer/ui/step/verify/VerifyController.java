package org.kpaas.edge.installer.ui.step.verify;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.CauseCard;
import org.kpaas.edge.installer.ui.part.Columns;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Labels;
import org.kpaas.edge.installer.ui.part.Scrolling;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.part.TopologyPicture;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.Places;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Shows the state of the deployment, live, and saves the handover report.
public final class VerifyController implements StepController {
    private static final int ROW = 32;
    private static final int HEAD = 44;
    private static final int MOST_REASONS = 8;
    private static final int MOST_DRAWN = 40;

    /// A longer table scrolls by itself: it then draws only the rows that are seen.
    private static final int TALLEST = 60;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final VerifyStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final VerifyTexts words;
    private final NameBox nameBox;
    private final TableColumn<Verification.NodeRow, String> nodeCauses;
    private final TableColumn<Verification.PodRow, String> podCauses;
    private final RowGroups groups;
    private final LogBox logBox;
    private final InvalidationListener opened = observable -> showLog();
    private final InvalidationListener refresh = observable -> refresh();
    private Instant now = Instant.EPOCH;
    private boolean logShown;
    private Optional<Places> shownPlaces = Optional.empty();
    private final TopologyPicture picture = new TopologyPicture();
    private final Label undrawn = new Label();
    private Explanation shownWhy = Explanation.NONE;

    @FXML private Label source;
    @FXML private Hyperlink connection;
    @FXML private HBox connecting;
    @FXML private VBox problemSlot;
    @FXML private VBox content;
    @FXML private VBox verdictCard;
    @FXML private HBox verdictHead;
    @FXML private Label sentence;
    @FXML private Label freshness;
    @FXML private VBox reasons;
    @FXML private FlowPane counts;
    @FXML private Label saved;
    @FXML private TableView<Verification.NodeRow> nodes;
    @FXML private TableView<Verification.PodRow> pods;
    @FXML private VBox causeSlot;
    @FXML private VBox pictureSlot;
    @FXML private VBox logSlot;
    @FXML private VBox rowSlot;
    @FXML private Button nodeLog;
    @FXML private Button podLog;
    @FXML private VBox nameSlot;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public VerifyController(VerifyStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
        this.words = new VerifyTexts(texts);
        this.groups = new RowGroups(texts, step::site, step.log()::open);
        this.logBox = new LogBox(kit, step.log());
        this.nameBox = new NameBox(kit, step.names());
        this.nodeCauses = causes(Verification.NodeRow::cause);
        this.podCauses = causes(Verification.PodRow::cause);
    }

    @FXML
    private void initialize() {
        nodeColumns();
        podColumns();
        rowSlot.getChildren().add(groups);
        logSlot.getChildren().add(logBox);
        picture.setId("topology");
        pictureSlot.getChildren().addAll(picture, undrawn);
        logsOf(nodes, nodeLog, LogChoice::of);
        logsOf(pods, podLog, LogChoice::of);
        step.log().reading().addListener(opened);
        nameSlot.getChildren().add(nameBox);
        Labels.show(saved, false);
        Labels.show(causeSlot, false);
        step.state().addListener(refresh);
        step.problem().addListener(refresh);
        step.kubeconfig().addListener(refresh);
        step.verification().addListener(refresh);
        refresh();
    }

    @Override
    public void close() {
        step.state().removeListener(refresh);
        step.problem().removeListener(refresh);
        step.kubeconfig().removeListener(refresh);
        step.verification().removeListener(refresh);
        nameBox.close();
        step.log().reading().removeListener(opened);
        logBox.close();
    }

    /// The log of the row that is selected: by a button, by Enter, or by a double click.
    private <R> void logsOf(
            TableView<R> table, Button button, BiFunction<Site, R, Optional<LogChoice>> choice) {
        Supplier<Optional<LogChoice>> selected =
                () ->
                        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                                .flatMap(row -> step.site().flatMap(it -> choice.apply(it, row)));
        Runnable open = () -> selected.get().ifPresent(step.log()::open);
        button.setDisable(true);
        button.setOnAction(pressed -> open.run());
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(observable -> button.setDisable(selected.get().isEmpty()));
        table.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        open.run();
                    }
                });
        table.setOnMouseClicked(
                click -> {
                    if (click.getClickCount() == 2) {
                        open.run();
                    }
                });
    }

    /// Brings a log that was just opened into sight, with the focus, wherever on the page it was asked for.
    private void showLog() {
        boolean isOpen = step.log().reading().get().isPresent();
        if (isOpen && !logShown) {
            Platform.runLater(
                    () -> {
                        logBox.requestFocus();
                        Scrolling.show(logBox);
                    });
        }
        logShown = isOpen;
    }

    @FXML
    private void chooseKubeconfig() {
        kit.files()
                .open(texts.get("step.verify.kubeconfig.title"))
                .ifPresent(file -> step.verifyWith(Optional.of(file)));
    }

    @FXML
    private void useConnection() {
        step.verifyWith(Optional.empty());
    }

    @FXML
    private void saveReport() {
        step.report(Instant.now(), ZoneId.systemDefault())
                .ifPresent(
                        report ->
                                kit.files()
                                        .save(
                                                texts.get("step.verify.report"),
                                                report.site().name() + "-handover.html")
                                        .ifPresent(
                                                file -> step.save(report, file, this::tellSaved)));
    }

    private void tellSaved(String words) {
        saved.setText(words);
        Labels.show(saved, true);
    }

    private void nodeColumns() {
        var roles = Columns.text(title("roles"), 108, VerifyTexts::roles);
        var columns = nodes.getColumns();
        columns.add(Columns.text(title("node"), 100, Verification.NodeRow::name, "mono"));
        columns.add(
                Columns.badge(
                        title("verdict"),
                        108,
                        row -> VerifyTexts.tone(row.verdict()),
                        row -> words.word(row.verdict())));
        columns.add(nodeCauses);
        columns.add(Columns.text(title("status"), 86, words::status));
        columns.add(roles);
        columns.add(Columns.text(title("age"), 46, row -> VerifyTexts.nodeAge(row, now), "number"));
        columns.add(Columns.text(title("version"), 194, VerifyTexts::version, "mono", "version"));
        columns.add(Columns.text(title("architecture"), 62, VerifyTexts::architecture));
        nodes.setFixedCellSize(ROW);
        nodes.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Columns.leaveOut(nodes, roles);
    }

    private void podColumns() {
        var restarts = Columns.text(title("restarts"), 80, VerifyTexts::restarts, "number");
        var age =
                Columns.<Verification.PodRow>text(
                        title("age"), 56, row -> VerifyTexts.podAge(row, now), "number");
        var columns = pods.getColumns();
        columns.add(Columns.text(title("pod"), 200, words::podName, "mono"));
        columns.add(
                Columns.badge(
                        title("verdict"),
                        112,
                        row -> VerifyTexts.tone(row.verdict()),
                        row -> words.word(row.verdict())));
        columns.add(podCauses);
        columns.add(Columns.text(title("ready"), 68, VerifyTexts::ready, "number"));
        columns.add(Columns.text(title("status"), 112, words::podStatus));
        columns.add(restarts);
        columns.add(age);
        columns.add(Columns.text(title("on"), 108, VerifyTexts::podNode, "mono"));
        pods.setFixedCellSize(ROW);
        pods.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Columns.leaveOut(pods, age, restarts);
    }

    /// The id of the cause that a row comes from, which its card has too.
    private <R> TableColumn<R, String> causes(Function<R, Optional<String>> cause) {
        return Columns.text(title("cause"), 76, row -> cause.apply(row).orElse(""), "mono");
    }

    private String title(String column) {
        return texts.get("step.verify.column." + column);
    }

    private void refresh() {
        VerifyStep.State state = step.state().get();
        Optional<Verification> found = step.verification().get();
        Labels.show(connecting, state == VerifyStep.State.CONNECTING && found.isEmpty());
        Labels.show(content, found.isPresent());
        problemSlot.getChildren().setAll(step.problem().get().map(this::card).stream().toList());
        Labels.show(problemSlot, step.problem().get().isPresent());
        showSource(step.kubeconfig().get());
        found.ifPresent(this::show);
        freshness.setText(freshnessText(state, found));
    }

    private void showSource(Optional<Path> kubeconfig) {
        source.setText(
                kubeconfig
                        .map(file -> texts.get("step.verify.kubeconfig.from", file.toString()))
                        .orElseGet(() -> texts.get("step.verify.kubeconfig.none")));
        Labels.show(connection, kubeconfig.isPresent());
    }

    private String freshnessText(VerifyStep.State state, Optional<Verification> found) {
        String at =
                found.map(seen -> TIME.format(seen.taken().atZone(ZoneId.systemDefault())))
                        .orElse("");
        return switch (state) {
            case LIVE -> texts.get("step.verify.live", at);
            case STALE -> texts.get("step.verify.stale", at);
            case IDLE, CONNECTING, FAILED -> texts.get("step.verify.as-of", at);
        };
    }

    private ErrorCard card(Problem problem) {
        boolean stale = step.state().get() == VerifyStep.State.STALE;
        return new ErrorCard(
                texts,
                texts.get(stale ? "step.verify.trouble" : "step.verify.doing"),
                problem,
                stale
                        ? List.of()
                        : List.of(
                                new ErrorCard.Action(
                                        texts.get("step.verify.try-again"), step::tryAgain)));
    }

    private void show(Verification found) {
        now = found.taken();
        showVerdict(found);
        showCauses(found.explanation());
        showPicture(found);
        groups.show(found);
        show(nodes, found.nodes());
        show(pods, found.pods());
        nodeCauses.setVisible(found.nodes().stream().anyMatch(row -> row.cause().isPresent()));
        podCauses.setVisible(found.pods().stream().anyMatch(row -> row.cause().isPresent()));
    }

    private void showVerdict(Verification found) {
        Tone tone =
                found.verdict() == Verification.Verdict.KNOWN
                        ? Tone.GOOD
                        : VerifyTexts.tone(found.verdict());
        verdictCard.getStyleClass().removeAll("good-card", "error-card", "question-card");
        verdictCard
                .getStyleClass()
                .add(
                        switch (found.verdict()) {
                            case HEALTHY, KNOWN -> "good-card";
                            case WAITING, UNKNOWN -> "question-card";
                            case UNHEALTHY -> "error-card";
                        });
        verdictHead.getChildren().set(0, Labels.icon(tone));
        sentence.setText(words.sentence(found));
        counts.getChildren()
                .setAll(
                        found.counts().stream()
                                .filter(VerifyController::worthCounting)
                                .map(
                                        count ->
                                                new StatusBadge(
                                                        VerifyTexts.tone(count.verdict()),
                                                        words.count(count)))
                                .toList());
        reasons.getChildren().clear();
        List<VerifyTexts.Reason> all = words.reasons(found);
        all.stream()
                .limit(MOST_REASONS)
                .forEach(reason -> reasons.getChildren().add(reasonLine(reason)));
        if (all.size() > MOST_REASONS) {
            reasons.getChildren()
                    .add(
                            Labels.wrapped(
                                    texts.get("step.verify.more", all.size() - MOST_REASONS),
                                    "muted"));
        }
        Labels.show(reasons, !all.isEmpty());
    }

    /// What is behind it, the most special first, each with what it was told from and what to do next. Cards that say the same stay,
    /// so that what was opened stays open.
    private void showCauses(Explanation why) {
        if (why.equals(shownWhy)) {
            return;
        }
        shownWhy = why;
        causeSlot.getChildren().clear();
        if (!why.causes().isEmpty()) {
            var title = new Label(texts.get("cause.title"));
            title.getStyleClass().add("section-title");
            causeSlot.getChildren().add(title);
        }
        if (!why.isEmpty()) {
            causeSlot
                    .getChildren()
                    .addAll(CauseCard.of(why, texts, kit.wizard().others(), kit.wizard()::go));
        }
        Labels.show(causeSlot, !why.isEmpty());
    }

    /// The nodes and the way between them, each with its state.
    private void showPicture(Verification found) {
        Optional<Site> site = step.site().filter(it -> it.cloudCore().isPresent());
        Optional<Places> places = site.map(it -> Places.of(it, Optional.of(found)));
        Labels.show(pictureSlot, places.isPresent());
        if (!places.equals(shownPlaces)) {
            shownPlaces = places;
            places.ifPresent(it -> showPicture(site.orElseThrow().cloudCore().orElseThrow(), it));
        }
    }

    private void showPicture(CloudCore cloudCore, Places places) {
        List<Places.Place> edges = places.edges();
        picture.show(
                places.cloud().stream()
                        .map(it -> words.place(it, it.core() ? "CloudCore" : "", it.core()))
                        .toList(),
                "CloudCore",
                Places.address(cloudCore),
                edges.stream()
                        .limit(MOST_DRAWN)
                        .map(it -> words.place(it, it.detail(), true))
                        .toList());
        undrawn.setText(texts.get("step.verify.more", edges.size() - MOST_DRAWN));
        Labels.show(undrawn, edges.size() > MOST_DRAWN);
    }

    /// What the deployment has made, and whatever does not add up; the rest is in the table.
    private static boolean worthCounting(Verification.Count count) {
        return count.workload().startsWith("kubeedge/")
                || count.verdict() != Verification.Verdict.HEALTHY;
    }

    private HBox reasonLine(VerifyTexts.Reason reason) {
        var text = new VBox(2, Labels.wrapped(reason.name() + ": " + reason.sentence()));
        reason.cause().ifPresent(cause -> text.getChildren().add(Labels.wrapped(cause)));
        HBox.setHgrow(text, javafx.scene.layout.Priority.ALWAYS);
        return new HBox(8, Labels.icon(VerifyTexts.tone(reason.verdict())), text);
    }

    /// Touches only the rows that have changed.
    private static <R> void show(TableView<R> table, List<R> rows) {
        var items = table.getItems();
        if (items.size() == rows.size()) {
            for (int i = 0; i < rows.size(); i++) {
                if (!items.get(i).equals(rows.get(i))) {
                    items.set(i, rows.get(i));
                }
            }
        } else {
            int selected = table.getSelectionModel().getSelectedIndex();
            items.setAll(rows);
            table.getSelectionModel().select(selected);
        }
        double height = Math.min(rows.size(), TALLEST) * ROW + (double) HEAD;
        table.setPrefHeight(height);
        table.setMinHeight(height);
    }
}
