package org.kpaas.edge.installer.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts with secrets in them, and texts without.
public final class RedactionSamples {
    public static final String HASH = "0123456789abcdef".repeat(4);
    public static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.c2lnbmF0dXJl";
    public static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";

    /// `%s` is where the secret stands.
    public static final List<String> LINES =
            List.of(
                    "keadm join --token %s --with-mqtt=false",
                    "keadm join --token=%s",
                    "\\\"--token %s\\\"",
                    "[\"keadm\", \"join\", \"--token\",  \"%s\"]",
                    "\\\"--token\\\", \\\"%s\\\"",
                    "token: %s",
                    "    tokendata: %s",
                    "client-key-data: %s",
                    "client-certificate-data: %s",
                    "psk: %s",
                    "PASSWORD = %s",
                    "Passwd:'%s'",
                    "passphrase=\"%s\"",
                    "ansible_become_pass: %s",
                    "ANSIBLE_BECOME_PASS=%s",
                    "mySecret=%s",
                    "http://user:%s@proxy.example:3128/");

    public static final List<String> ORDINARY =
            List.of(
                    "TASK [cp/edge/keadm_join : copy keadm token file] ****",
                    "changed: [cp-edge-1]",
                    "Missing sudo password",
                    "https://10.77.0.10:6443/api",
                    "passed: 12");

    private static final List<String> PIECES =
            List.of(
                    SECRET,
                    HASH,
                    JWT,
                    HASH + "." + JWT,
                    " ",
                    "\n",
                    "\"",
                    "'",
                    "\\",
                    ":",
                    "=",
                    "@",
                    "://",
                    "--token ",
                    "가",
                    "secret",
                    "Password",
                    "-----BEGIN RSA PRIVATE KEY-----",
                    "-----END RSA PRIVATE KEY-----",
                    "eyJ",
                    "psk: ",
                    "user:",
                    "***");

    private RedactionSamples() {}

    /// All of the above, and so many that are put together at random.
    public static List<String> all(int random) {
        var all = new ArrayList<>(ORDINARY);
        LINES.forEach(line -> all.add(line.formatted(SECRET)));
        all.add("a " + HASH + "." + JWT + " b");
        all.add("x -----BEGIN OPENSSH PRIVATE KEY-----\nAA\n-----END OPENSSH PRIVATE KEY----- y");
        var dice = new Random(20261125);
        for (int i = 0; i < random; i++) {
            var text = new StringBuilder();
            for (int n = 1 + dice.nextInt(9); n > 0; n--) {
                text.append(PIECES.get(dice.nextInt(PIECES.size())));
            }
            all.add(text.toString());
        }
        return all;
    }
}
