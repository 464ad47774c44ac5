package org.kpaas.edge.installer.text;

import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Problem;

import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;

/// The texts of one language. Areas are bundles of their own (`error`, `check`, `ui` …), so that a part of the product
/// keeps its words beside those of the same part in the other language.
///
/// Every text goes through [MessageFormat]; ports are passed as strings, because the number 10000 prints as `10,000`.
public final class Texts {
    /// The bundles below `text/`, one per part of the product.
    public static final List<String> AREAS =
            List.of(
                    "common", "error", "check", "guide", "phase", "node", "verify", "cause",
                    "reset", "names", "report", "cli", "ui");

    public static final Locale KOREAN = Locale.KOREAN;
    public static final Locale ENGLISH = Locale.ENGLISH;

    private final Locale locale;
    private final Map<String, String> patterns;

    private Texts(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    /// @param locale Korean for `ko`, English for every other language
    public static Texts of(Locale locale) {
        Locale language = locale.getLanguage().equals("ko") ? KOREAN : ENGLISH;
        var patterns = new HashMap<String, String>();
        for (String area : AREAS) {
            var bundle =
                    ResourceBundle.getBundle(
                            "org.kpaas.edge.installer.text." + area,
                            language.equals(KOREAN) ? KOREAN : Locale.ROOT,
                            ResourceBundle.Control.getNoFallbackControl(
                                    ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : bundle.keySet()) {
                patterns.put(key, bundle.getString(key));
            }
        }
        return new Texts(language, Map.copyOf(patterns));
    }

    public Locale locale() {
        return locale;
    }

    /// @throws IllegalArgumentException when no bundle has the key: a mistake in the program, found by a test
    public String get(String key, Object... values) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return new MessageFormat(pattern, locale).format(values);
    }

    public Optional<String> find(String key, Object... values) {
        return patterns.containsKey(key) ? Optional.of(get(key, values)) : Optional.empty();
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// What went wrong, in one sentence.
    public String title(Problem problem) {
        return get("error." + problem.code() + ".title", problem.values().toArray());
    }

    /// What to do next, in one or two sentences.
    public String remedy(Problem problem) {
        return get("error." + problem.code() + ".remedy", problem.values().toArray());
    }

    /// What was found and what is accepted, in one sentence.
    public String sentence(BadValue bad) {
        return get("bad." + bad.code(), bad.found());
    }

    /// The keys of this language, for the consistency test.
    public java.util.Set<String> keys() {
        return Objects.requireNonNull(patterns.keySet());
    }
}
