package org.kpaas.edge.installer.ui.text;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.kpaas.edge.installer.text.Texts;

import java.util.Locale;

/// The language that is on. Belongs to the JavaFX thread.
public final class Language {
    private final ReadOnlyObjectWrapper<Texts> texts;

    public Language(Locale first) {
        texts = new ReadOnlyObjectWrapper<>(Texts.of(first));
    }

    public ReadOnlyObjectProperty<Texts> texts() {
        return texts.getReadOnlyProperty();
    }

    /// Switches at once: views are loaded anew, bindings are computed anew.
    public void choose(Locale locale) {
        Texts chosen = Texts.of(locale);
        // a window's own words (the "OK" of a dialog) come from the default locale
        Locale.setDefault(chosen.locale());
        texts.set(chosen);
    }

    public boolean is(Locale locale) {
        return texts.get().locale().getLanguage().equals(locale.getLanguage());
    }

    /// A text that follows the language.
    public static StringBinding bind(
            ReadOnlyObjectProperty<Texts> texts, String key, Object... values) {
        return Bindings.createStringBinding(() -> texts.get().get(key, values), texts);
    }
}
