package org.kpaas.edge.installer.ui;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.theme.Look;
import org.kpaas.edge.installer.ui.theme.Theme;

import java.util.Locale;
import java.util.Optional;

/// The bar at the top: home, product, site, language and theme. Made anew when one of them changes.
final class TopBar extends HBox {
    private final Texts texts;

    TopBar(Language language, Look look, Optional<Site> site, boolean atHome, Runnable goHome) {
        this.texts = language.texts().get();
        getStyleClass().add("top-bar");
        var product = new Label(texts.get("frame.product"));
        product.getStyleClass().add("product");
        if (!atHome) {
            getChildren().add(home(goHome));
        }
        getChildren().add(product);
        site.ifPresent(this::addSite);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, languages(language), themes(look));
    }

    private Button home(Runnable goHome) {
        var button = new Button(texts.get("frame.home"), new FontIcon("mdal-home"));
        button.setId("home");
        button.getStyleClass().add("flat");
        button.setOnAction(pressed -> goHome.run());
        return button;
    }

    private void addSite(Site site) {
        var name = new Label(site.name(), new FontIcon("mdal-chevron_right"));
        name.getStyleClass().add("site-name");
        name.setId("site-name");
        getChildren().add(name);
        if (site.simulated()) {
            var mark = new Label(texts.get("frame.simulated"));
            mark.setId("simulated");
            mark.getStyleClass().add("simulated");
            mark.setMinWidth(USE_PREF_SIZE);
            getChildren().add(mark);
        }
    }

    private MenuButton languages(Language language) {
        var menu =
                new MenuButton(
                        language.is(Texts.KOREAN) ? "한국어" : "English",
                        new FontIcon("mdal-language"));
        menu.setId("language");
        menu.getStyleClass().add("flat");
        menu.setAccessibleText(texts.get("frame.language") + ": " + menu.getText());
        var group = new ToggleGroup();
        menu.getItems().add(language("한국어", "ko", Texts.KOREAN, language, group));
        menu.getItems().add(language("English", "en", Texts.ENGLISH, language, group));
        return menu;
    }

    private static RadioMenuItem language(
            String name, String id, Locale locale, Language language, ToggleGroup group) {
        var item = new RadioMenuItem(name);
        item.setId("language-" + id);
        item.setToggleGroup(group);
        item.setSelected(language.is(locale));
        item.setOnAction(chosen -> language.choose(locale));
        return item;
    }

    private MenuButton themes(Look look) {
        Theme now = look.theme().get();
        var menu = new MenuButton(texts.get("frame.theme." + now.id()), new FontIcon(icon(now)));
        menu.setId("theme");
        menu.getStyleClass().add("flat");
        menu.setAccessibleText(texts.get("frame.theme") + ": " + menu.getText());
        var group = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            var item = new RadioMenuItem(texts.get("frame.theme." + theme.id()));
            item.setToggleGroup(group);
            item.setSelected(theme == now);
            item.setOnAction(chosen -> look.theme().set(theme));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static String icon(Theme theme) {
        return switch (theme) {
            case LIGHT -> "mdmz-wb_sunny";
            case DARK -> "mdal-brightness_3";
            case SYSTEM -> "mdal-brightness_auto";
        };
    }
}
