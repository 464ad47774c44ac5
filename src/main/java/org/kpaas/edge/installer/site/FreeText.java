package org.kpaas.edge.installer.site;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/// Words that people type: one line of any language. They are kept, shown and exported, and never run. Characters that
/// nobody sees, or that turn the text around them, are not words.
public final class FreeText {
    /// The longest reason, in characters.
    public static final int LONGEST = 500;

    private static final int SHOWN = 80;

    private FreeText() {}

    /// @param code what the text is, a key below `bad.`
    /// @throws BadValue when it is too long, or more than one line of visible characters
    static String checked(String code, String text, int longest) {
        if (text.length() > longest || text.codePoints().anyMatch(FreeText::isBarred)) {
            throw new BadValue(code, text);
        }
        return text;
    }

    /// The same words on one line; what is barred becomes a blank.
    public static String oneLine(String text) {
        return text.codePoints()
                .map(each -> isBarred(each) ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A text as people can compare it: what cannot be seen, or looks like something else, has its number. At most 80
    /// characters of it; the rest becomes `…`.
    public static String visible(String text) {
        String all =
                text.codePoints()
                        .limit(SHOWN)
                        .mapToObj(FreeText::visible)
                        .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > SHOWN ? all + "…" : all;
    }

    private static String visible(int each) {
        if (isBarred(each)) {
            return "\\u" + number(each);
        }
        String plain = Character.toString(each);
        return isLookAlike(each) ? plain + "(U+" + number(each) + ")" : plain;
    }

    private static String number(int each) {
        return String.format(Locale.ROOT, "%04X", each);
    }

    private static boolean isBarred(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    /// Letters of scripts that share shapes with Latin, and wide or styled forms of other characters.
    private static boolean isLookAlike(int each) {
        UnicodeScript script = UnicodeScript.of(each);
        return script == UnicodeScript.CYRILLIC
                || script == UnicodeScript.GREEK
                || !Normalizer.isNormalized(Character.toString(each), Normalizer.Form.NFKC);
    }
}
