package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.text.Texts;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;

/// Our texts as the resource bundle that picocli asks for descriptions: its key `x.y` is our `usage.x.y`.
final class BundleView extends ResourceBundle {
    private static final String PREFIX = "usage.";
    private final Texts texts;

    BundleView(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.find(PREFIX + key).orElse(null);
    }

    @Override
    public boolean containsKey(String key) {
        return texts.has(PREFIX + key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(
                texts.keys().stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .map(key -> key.substring(PREFIX.length()))
                        .toList());
    }
}
