package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the scripts that look at files or keep copies of them.
final class FileScripts {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static final String LEDGER = HostFiles.HOME + "/.kpaas-edge-installer/nodes";

    private FileScripts() {}

    static Map<String, ScriptCall.Answer> answers() {
        return Map.of(
                "backup", FileScripts::backup,
                "digest", FileScripts::digest,
                "ledger", FileScripts::ledger);
    }

    /// For which nodes a run is started, a line each (T84).
    private static int ledger(ScriptCall call) throws IOException {
        var text = new StringBuilder(call.host().files().read(LEDGER).orElse(""));
        List<String> nodes = call.arguments().subList(2, call.arguments().size());
        for (String node : nodes) {
            int equals = node.indexOf('=');
            text.append(Instant.now().getEpochSecond())
                    .append('\t')
                    .append(call.argument(0))
                    .append('\t')
                    .append(call.argument(1))
                    .append('\t')
                    .append(node, 0, equals)
                    .append('\t')
                    .append(node.substring(equals + 1))
                    .append('\n');
        }
        call.host().files().write(LEDGER, text.toString());
        call.value("ledger.nodes", Integer.toString(nodes.size()));
        call.end();
        return 0;
    }

    private static int backup(ScriptCall call) throws IOException {
        HostFiles files = call.host().files();
        for (int i = 0; i < call.arguments().size(); i++) {
            String path = call.argument(i);
            if (files.exists(path)) {
                Instant at = Instant.now();
                while (files.exists(copy(path, at))) {
                    at = at.plusSeconds(1);
                }
                files.copy(path, copy(path, at));
                call.value("backup." + (i + 1), copy(path, at));
            }
        }
        call.end();
        return 0;
    }

    private static int digest(ScriptCall call) throws IOException {
        for (int i = 0; i < call.arguments().size(); i++) {
            Optional<String> text = call.host().files().read(call.argument(i));
            call.value("digest." + (i + 1), text.map(FileScripts::sha256).orElse("absent"));
        }
        call.end();
        return 0;
    }

    static String copy(String path, Instant at) {
        return path + "." + STAMP.format(at) + ".bak";
    }

    static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
