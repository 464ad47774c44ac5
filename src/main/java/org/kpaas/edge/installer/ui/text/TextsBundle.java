package org.kpaas.edge.installer.ui.text;

import org.kpaas.edge.installer.text.Texts;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/// Gives the texts of one language to an FXML file, where `%step.nodes.title` stands for a text.
public final class TextsBundle extends ResourceBundle {
    private final Texts texts;

    public TextsBundle(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public boolean containsKey(String key) {
        return texts.has(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keys());
    }

    @Override
    public Locale getLocale() {
        return texts.locale();
    }
}
