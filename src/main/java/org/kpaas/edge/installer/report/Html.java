package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.remote.Redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Builds HTML. Every text is redacted and escaped here, so nothing that came from a host can
/// become markup.
final class Html {
    private final StringBuilder out = new StringBuilder();

    /// A page that loads nothing from anywhere, up to its body.
    Html begin(Locale language, String title) {
        return raw("<!DOCTYPE html>\n")
                .open("html", "lang", language.getLanguage())
                .raw("\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\"")
                .raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", title)
                .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n");
    }

    private static String style() {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("no report.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param attributes name, value, name, value …
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escape(attributes[i + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /// Our own markup and style, never a value.
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /// The mark of the practice site, a landmark of its own, open for more words.
    Html simulated(Words words) {
        open("aside", "class", "simulated", "aria-label", words.get("simulated"));
        return element("strong", words.get("simulated"));
    }

    /// A table with a caption, ready for its rows.
    ///
    /// @param columns a heading each; one that begins with `#` holds numbers
    Html table(String caption, List<String> columns) {
        open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        open("table").element("caption", caption);
        raw("<thead><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            open("th", "scope", "col", "class", number ? "number" : "text");
            text(number ? column.substring(1) : column).close("th");
        }
        return raw("</tr></thead><tbody>\n");
    }

    Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    /// The heading of a row.
    Html head(String text) {
        return element("th", text, "scope", "row");
    }

    Html cell(String text) {
        return element("td", text);
    }

    /// An address, a version, a path: in the face for code.
    Html code(String text) {
        return open("td", "class", "code").text(text).close("td");
    }

    Html number(String text) {
        return element("td", text, "class", "number");
    }

    /// A word with a sign and a colour, so that nothing depends on the colour alone.
    Html badge(String kind, String word) {
        open("span", "class", "badge " + kind).raw("<i aria-hidden=\"true\">");
        return text(sign(kind)).raw("</i>").text(word).close("span");
    }

    static String sign(String kind) {
        return switch (kind) {
            case "good" -> "✓";
            case "bad" -> "✕";
            case "warn" -> "!";
            case "wait" -> "…";
            default -> "•";
        };
    }

    private static String escape(String text) {
        String clean = Redaction.redact(text);
        var escaped = new StringBuilder(clean.length() + 16);
        clean.codePoints()
                .filter(Html::printable)
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(c);
                            }
                        });
        return escaped.toString();
    }

    /// No control characters, no halves of characters and nothing that turns the direction of the
    /// text around.
    private static boolean printable(int c) {
        boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return c == '\n'
                || c == '\t'
                || !Character.isISOControl(c)
                        && !turns
                        && Character.getType(c) != Character.SURROGATE;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
