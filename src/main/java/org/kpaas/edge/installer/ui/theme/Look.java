package org.kpaas.edge.installer.ui.theme;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Puts the theme and the fonts on. The style sheet is the user-agent style sheet of the whole program, so that dialogs
/// and tooltips have the look and the Korean font too. Belongs to the JavaFX thread.
public final class Look {
    private static final List<String> FONTS =
            List.of("Pretendard-Regular.otf", "Pretendard-Bold.otf", "JetBrainsMono-Regular.ttf");

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);

    /// Loads the fonts and follows the theme, and the desktop where the theme says so, from now on.
    public Look() {
        FONTS.forEach(Look::loadFont);
        theme.addListener((observed, before, now) -> apply());
        Platform.getPreferences()
                .colorSchemeProperty()
                .addListener((observed, before, now) -> apply());
        apply();
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    private void apply() {
        String sheet = dark() ? "dark.css" : "light.css";
        Application.setUserAgentStylesheet(
                Objects.requireNonNull(Look.class.getResource(sheet)).toExternalForm());
    }

    private boolean dark() {
        return switch (theme.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private static void loadFont(String file) {
        try (InputStream in =
                Look.class.getResourceAsStream("/org/kpaas/edge/installer/ui/font/" + file)) {
            Font.loadFont(Objects.requireNonNull(in, file), 14);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
