package org.kpaas.edge.installer.ui.home;

import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.text.TextsBundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The home page. Made anew when the language changes.
public final class HomePage {
    private static final int COLUMNS = 3;
    private final Texts texts;
    private final HomeData data;
    private final HomeActions actions;
    private final Runnable choosePractice;

    @FXML private ScrollPane root;
    @FXML private VBox running;
    @FXML private GridPane cards;
    @FXML private VBox recent;

    /// @param choosePractice opens the page on which the practice site is chosen
    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public HomePage(Texts texts, HomeData data, HomeActions actions, Runnable choosePractice) {
        this.texts = texts;
        this.data = data;
        this.actions = actions;
        this.choosePractice = choosePractice;
        var loader =
                new FXMLLoader(
                        Objects.requireNonNull(HomePage.class.getResource("home.fxml")),
                        new TextsBundle(texts));
        loader.setController(this);
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Parent root() {
        return root;
    }

    @FXML
    private void initialize() {
        List<Button> all =
                List.of(
                        card("deploy", "mdal-cloud_upload", () -> actions.deploy(Optional.empty())),
                        card(
                                "add",
                                "mdal-add_circle_outline",
                                () -> actions.addNodes(Optional.empty())),
                        card("verify", "mdal-fact_check", () -> actions.verify(Optional.empty())),
                        card("reset", "mdal-delete_sweep", () -> actions.reset(Optional.empty())),
                        card("practice", "mdmz-school", choosePractice));
        for (int index = 0; index < all.size(); index++) {
            cards.add(all.get(index), index % COLUMNS, index / COLUMNS);
        }
        data.running().forEach(run -> running.getChildren().add(runningLine(run)));
        running.setVisible(!data.running().isEmpty());
        running.setManaged(!data.running().isEmpty());
        data.recent().forEach(site -> recent.getChildren().add(recentLine(site)));
        if (data.recent().isEmpty()) {
            var empty = new Label(texts.get("home.recent.empty"));
            empty.setWrapText(true);
            empty.getStyleClass().add("muted");
            recent.getChildren().add(empty);
        }
    }

    private Button card(String id, String icon, Runnable open) {
        var title = new Label(texts.get("home." + id + ".title"));
        title.getStyleClass().add("card-title");
        title.setWrapText(true);
        var text = new Label(texts.get("home." + id + ".text"));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        var glyph = new FontIcon(icon);
        glyph.getStyleClass().add("home-icon");
        var content = new VBox(8, glyph, title, text);
        content.setAlignment(Pos.TOP_LEFT);
        var card = new Button();
        card.setId("home-" + id);
        card.setGraphic(content);
        card.getStyleClass().addAll("home-card", "home-" + id);
        card.setAccessibleText(title.getText() + ". " + text.getText());
        card.setOnAction(pressed -> open.run());
        card.setMaxWidth(Double.MAX_VALUE);
        return card;
    }

    private HBox runningLine(HomeData.RunningRun run) {
        String minutes = Long.toString(Math.max(1, run.since().toMinutes()));
        var words =
                new Label(
                        texts.get("home.running." + word(run.work()), run.site().name(), minutes));
        words.setWrapText(true);
        var attach = new Button(texts.get("button.attach"));
        attach.getStyleClass().add("accent");
        attach.setId("attach-" + run.planId());
        attach.setOnAction(pressed -> actions.attach(run));
        return line(words, attach, "attention-card");
    }

    private HBox recentLine(HomeData.Recent site) {
        var name = new Label(site.site().name());
        name.getStyleClass().add("strong");
        var where = new Label(site.site().controlPlane().label());
        where.getStyleClass().addAll("mono", "muted");
        String when =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.locale())
                        .withZone(ZoneId.systemDefault())
                        .format(site.saved());
        var date = new Label(when);
        date.getStyleClass().add("muted");
        var words = new HBox(16, name, where, date, state(site));
        words.setAlignment(Pos.CENTER_LEFT);
        var verify = new Button(texts.get("home.verify.short"));
        verify.setOnAction(pressed -> actions.verify(Optional.of(site.site())));
        var reset = new Button(texts.get("home.reset.short"));
        reset.setId("reset-" + site.site().name());
        reset.setOnAction(pressed -> actions.reset(Optional.of(site.site())));
        var open = new Button(texts.get("button.open"));
        open.setId("open-" + site.site().name());
        open.setOnAction(pressed -> actions.deploy(Optional.of(site.site())));
        return line(words, new HBox(8, verify, reset, open), "recent-line");
    }

    private StatusBadge state(HomeData.Recent site) {
        if (site.state().isEmpty()) {
            return new StatusBadge(Tone.NEUTRAL, texts.get("home.state.saved"));
        }
        SiteStore.Kind kind = site.state().get().kind();
        Tone tone =
                switch (kind) {
                    case CHECKED, RESET -> Tone.NEUTRAL;
                    case RUNNING -> Tone.BUSY;
                    case FAILED, UNHEALTHY -> Tone.BAD;
                    case HEALTHY -> Tone.GOOD;
                };
        return new StatusBadge(tone, texts.get("home.state." + word(kind)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static HBox line(Region words, Region buttons, String style) {
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(16, words, buttons);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("card", style);
        return line;
    }
}
