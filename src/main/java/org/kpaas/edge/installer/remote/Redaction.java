package org.kpaas.edge.installer.remote;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Takes secrets out of text that came from a host, before it is shown, stored or reported: join tokens (a failing
/// `keadm join` prints its command line, T55), JSON web tokens, private keys, passwords in URLs and in assignments.
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            has("PRIVATE KEY"),
                            Pattern.compile(
                                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z"
                                            + " ]*PRIVATE KEY-----|$)"),
                            HIDDEN),
                    new Rule(
                            has("eyJ"),
                            Pattern.compile("[0-9a-f]{64}\\.eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"),
                            HIDDEN),
                    new Rule(
                            has("eyJ"),
                            Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"),
                            HIDDEN),
                    new Rule(
                            has("--token"),
                            Pattern.compile("(--token[= ]+\\\\?[\"']?)[^\\s\"'\\\\]+"),
                            "$1" + HIDDEN),
                    new Rule(
                            has("--token"),
                            Pattern.compile("(--token\\\\*\",\\s*\\\\*\")[^\"\\\\]+"),
                            "$1" + HIDDEN),
                    new Rule(
                            has("-data:").or(has("token:")).or(has("tokendata:")).or(has("psk:")),
                            Pattern.compile(
                                    "((?:client-key-data|client-certificate-data|token|tokendata|psk):\\s*)[\\w+/=.-]{16,}"),
                            "$1" + HIDDEN),
                    new Rule(
                            Redaction::namesSecret,
                            Pattern.compile(
                                    "(?i)((?:password|passwd|passphrase|ansible_become_pass|secret)\\s*[=:]\\s*[\"']?)[^\\s\"',]{1,200}"),
                            "$1" + HIDDEN),
                    new Rule(
                            has("://"),
                            Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@"),
                            "$1" + HIDDEN + "@"));

    private Redaction() {}

    public static String redact(String text) {
        String result = text;
        for (Rule rule : RULES) {
            if (rule.worth().test(result)) {
                result = rule.pattern().matcher(result).replaceAll(rule.replacement());
            }
        }
        return result;
    }

    private static Predicate<String> has(String part) {
        return text -> text.contains(part);
    }

    /// Whether `pass` or `secret` occurs in the text, in any case.
    private static boolean namesSecret(String text) {
        for (int i = text.length() - 3; i >= 0; i--) {
            char c = text.charAt(i);
            if ((c == 'a' || c == 'A') && text.regionMatches(true, i, "ass", 0, 3)
                    || (c == 'c' || c == 'C') && text.regionMatches(true, i, "cre", 0, 3)) {
                return true;
            }
        }
        return false;
    }

    /// @param worth a cheap look whether the pattern can match at all: a log has hundreds of thousands of lines
    private record Rule(Predicate<String> worth, Pattern pattern, String replacement) {}
}
