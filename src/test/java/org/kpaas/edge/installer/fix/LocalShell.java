package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Runs our scripts on this machine as a host would: by standard input of one of the shells that hosts have.
///
/// @param home the login user's home folder; programs in its `bin` come first
record LocalShell(String shell, Path home) {
    static final List<String> SHELLS = List.of("dash", "bash", "busybox sh");

    Map<String, String> run(String script, String... arguments) throws Exception {
        return text(Script.named(script).body(), arguments);
    }

    Map<String, String> run(Map<String, String> values, String script, String... arguments)
            throws Exception {
        var secrets = new TreeMap<String, Secret>();
        values.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return text(new String(Script.named(script).given(secrets).copy()), arguments);
    }

    /// A script that takes another folder for the root of the file system.
    Map<String, String> under(Path root, String script, String... arguments) throws Exception {
        String body = Script.named(script).body();
        int top = body.indexOf('\n', body.indexOf('\n') + 1) + 1;
        String place = "KPAAS_EDGE_ROOT=" + root + "\n";
        return text(body.substring(0, top) + place + body.substring(top), arguments);
    }

    /// Everything a script printed.
    record Said(int exit, String out, String err) {}

    /// @param values what the script finds in variables of these names
    Said whole(Map<String, String> values, String script, String... arguments) throws Exception {
        var secrets = new TreeMap<String, Secret>();
        values.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return said(new String(Script.named(script).given(secrets).copy()), arguments);
    }

    /// @param before what the preview saw; empty for no file
    Map<String, String> put(String path, String before, String after) throws Exception {
        return put(path, before, after, "none");
    }

    Map<String, String> put(String path, String before, String after, String check)
            throws Exception {
        String data = Base64.getEncoder().encodeToString(after.getBytes(StandardCharsets.UTF_8));
        String digest = before.isEmpty() ? "absent" : sha256(before);
        return run(Map.of("DATA", data), "fix-file", "put", path, digest, "0440", check);
    }

    /// @return what it said, with its exit status as `exit`
    Map<String, String> text(String body, String... arguments) throws Exception {
        Said whole = said(body, arguments);
        var said = new HashMap<String, String>();
        whole.out()
                .lines()
                .filter(line -> line.contains("="))
                .forEach(
                        line ->
                                said.put(
                                        line.substring(0, line.indexOf('=')),
                                        line.substring(line.indexOf('=') + 1)));
        said.put("exit", Integer.toString(whole.exit()));
        said.put("err", whole.err());
        return said;
    }

    private Said said(String body, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(shell.split(" ")));
        words.addAll(List.of("-s", "--"));
        words.addAll(List.of(arguments));
        Path errors = Files.createTempFile(home, "err", "");
        var builder = new ProcessBuilder(words).directory(home.toFile());
        builder.redirectError(errors.toFile());
        builder.environment().put("HOME", home.toString());
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        builder.environment().put("PATH", home.resolve("bin") + ":" + path);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(body.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        String err = Files.readString(errors);
        Files.delete(errors);
        return new Said(exit, out, err);
    }

    static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
