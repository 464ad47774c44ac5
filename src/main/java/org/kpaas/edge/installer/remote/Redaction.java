package org.kpaas.edge.installer.remote;

import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of text that came from a host, before it is shown, stored or reported: join tokens (a failing
/// `keadm join` prints its command line, T55), JSON web tokens, private keys, passwords in URLs and in assignments.
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            Pattern.compile(
                                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z"
                                            + " ]*PRIVATE KEY-----|$)"),
                            HIDDEN),
                    new Rule(
                            Pattern.compile("[0-9a-f]{64}\\.eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"),
                            HIDDEN),
                    new Rule(Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"), HIDDEN),
                    new Rule(
                            Pattern.compile("(--token[= ]+\\\\?[\"']?)[^\\s\"'\\\\]+"),
                            "$1" + HIDDEN),
                    new Rule(Pattern.compile("(\"--token\",\\s*\")[^\"]+"), "$1" + HIDDEN),
                    new Rule(
                            Pattern.compile(
                                    "((?:client-key-data|client-certificate-data|token|tokendata|psk):\\s*)[\\w+/=.-]{16,}"),
                            "$1" + HIDDEN),
                    new Rule(
                            Pattern.compile(
                                    "(?i)((?:password|passwd|passphrase|ansible_become_pass|secret)\\s*[=:]\\s*[\"']?)[^\\s\"',]{1,200}"),
                            "$1" + HIDDEN),
                    new Rule(Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@"), "$1" + HIDDEN + "@"));

    private Redaction() {}

    public static String redact(String text) {
        String result = text;
        for (Rule rule : RULES) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }

    private record Rule(Pattern pattern, String replacement) {}
}
