package org.kpaas.edge.installer.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts that would do harm in a shell, a file or a message, for tests. The same ones for the same seed.
public final class Hostile {
    /// What a payload would leave in the folder where a shell ran it.
    public static final String CANARY = "canary";

    public static final long SEED = Long.getLong("hostile.seed", 20_261_125L);

    private static final List<String> PAYLOADS =
            List.of(
                    "$(touch canary)",
                    "`touch canary`",
                    "';touch canary;'",
                    "\";touch canary;\"",
                    "\ntouch canary\n",
                    "\rtouch canary",
                    "a\0touch canary",
                    ";touch canary",
                    "&& touch canary",
                    "| touch canary",
                    "> canary",
                    ">>canary",
                    "<(touch canary)",
                    "$'\\ntouch canary\\n'",
                    "${IFS}touch${IFS}canary",
                    "'$(touch canary)'",
                    "\\'$(touch canary)\\'",
                    "\\",
                    "'",
                    "''",
                    "\"",
                    "*",
                    "/*",
                    "?[a-z]{1,2}",
                    "~root",
                    "#",
                    "!!",
                    "-oProxyCommand=touch canary",
                    "--become",
                    "-",
                    "../../../etc/passwd",
                    "%s%n%00",
                    "{0} {1}",
                    "{{ 7*7 }}",
                    "'{'0'}'",
                    "a: b",
                    "- a",
                    "=HYPERLINK(1)",
                    "</script><b>",
                    "\u001b[31m",
                    "\u202Etxt",
                    "\u200Ba",
                    "\u200Fa",
                    "\u2028b",
                    "\u0085b",
                    "\uFEFFa",
                    "\uFF11\uFF10.0.0.1",
                    "\u0430pple",
                    "\u0391",
                    "\u0661\u0660",
                    "\uD800",
                    "10.0.0.1\n",
                    "999.1.1.1",
                    "010.0.0.1",
                    "2130706433",
                    "0x7f.1",
                    "::1",
                    "08",
                    "22 ",
                    "+22",
                    "2.2e1",
                    "70000",
                    "",
                    " ",
                    "a".repeat(300),
                    "9".repeat(300),
                    "센서 수집");
    private static final String PIECES =
            "abz019.-_ \t\n\r"
                    + "'\"`$(){}[]<>|&;*?!#~\\/:@%^=+,\0\u0007\u00e9\uD55C\u200B\u202E\uFF11\u0430";
    private static final List<String> CARRIERS =
            List.of("cp-edge-1", "10.0.0.21", "ubuntu", "22", "lab", "~/.ssh/id", "10.0.0.0/24");

    private Hostile() {}

    /// The payloads alone and around something harmless, then random mixtures.
    ///
    /// @param number how many in all
    /// @param salt   tells the lists of two tests or fields apart
    public static List<String> texts(int number, int salt) {
        var random = new Random(SEED + salt);
        var texts = new ArrayList<>(PAYLOADS);
        while (texts.size() < number) {
            String carrier = CARRIERS.get(random.nextInt(CARRIERS.size()));
            String payload =
                    random.nextBoolean()
                            ? PAYLOADS.get(random.nextInt(PAYLOADS.size()))
                            : pieces(random, 1 + random.nextInt(40));
            int at = random.nextInt(carrier.length() + 1);
            texts.add(carrier.substring(0, at) + payload + carrier.substring(at));
        }
        return texts.subList(0, number);
    }

    private static String pieces(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }
}
