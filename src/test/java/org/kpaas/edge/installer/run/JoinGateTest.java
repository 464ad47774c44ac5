package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The look at CloudCore's certificate authorities before the first join (T40), in real shells; the cluster is a folder
/// of files behind programs called `kubectl`, `curl` and `keadm`.
final class JoinGateTest {
    private static final String KUBECTL =
            """
            case "$*" in
                *casecret*) [ ! -e kept ] || base64 -w0 <kept ;;
                *'get pods'*) echo 10.0.0.5 10.0.0.6 ;;
                *'rollout restart'*) [ ! -e stubborn ] || exit 0; cp kept 10.0.0.5; cp kept 10.0.0.6; echo >>restarts ;;
                *'rollout status'*) ;;
                *) exit 1 ;;
            esac
            """;

    private static final String CURL =
            """
            for word; do last=$word; done
            host=${last#https://}
            cat "${host%:10002/ca.crt}" 2>/dev/null || exit 7
            """;

    private static final String KEADM =
            """
            sum=$(sha256sum <kept)
            echo "${sum%% *}.header.claims.signature-new"
            """;

    @TempDir private Path folder;
    private Path home;

    @BeforeEach
    void aCluster() throws Exception {
        home = folder.resolve("home");
        Files.createDirectories(home.resolve(".kube"));
        Files.writeString(home.resolve(".kube/config"), "");
        tool("kubectl", KUBECTL);
        tool("curl", CURL);
        tool("keadm", KEADM);
        tool("sudo", "shift; exec \"$@\"");
        file("kept", "one");
        file("10.0.0.5", "one");
        file("10.0.0.6", "one");
        file("keadm_token", sum("one") + ".header.claims.signature-old\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whereAllAgreeNothingHappens(String shell) throws Exception {
        assertThat(gate(shell)).isEqualTo(new Said(0, List.of()));
        assertThat(home.resolve("restarts")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void twoAuthoritiesBecomeOneBeforeTheFirstJoin(String shell) throws Exception {
        file("10.0.0.6", "another");
        file("keadm_token", sum("another") + ".header.claims.signature-old\n");
        assertThat(gate(shell))
                .isEqualTo(
                        new Said(
                                0,
                                List.of(
                                        "kpaas-edge-note: CloudCore at 10.0.0.6 shows another"
                                                + " certificate authority than the cluster keeps",
                                        "kpaas-edge-note: the join token names another certificate"
                                                + " authority than the cluster keeps",
                                        "kpaas-edge-note: CloudCore was restarted once, and the"
                                                + " join token was fetched anew")));
        assertThat(home.resolve("restarts")).hasContent("\n");
        assertThat(home.resolve("keadm_token"))
                .hasContent(sum("one") + ".header.claims.signature-new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whatStaysApartRefusesTheJoin(String shell) throws Exception {
        file("10.0.0.6", "another");
        file("stubborn", "");
        Said said = gate(shell);
        assertThat(said.exit()).isEqualTo(78);
        assertThat(said.lines().getLast())
                .isEqualTo(
                        "kpaas-edge-guard: CloudCore at 10.0.0.6 shows another certificate"
                                + " authority than the cluster keeps");
        assertThat(said.toString()).doesNotContain("signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept", "10.0.0.5 10.0.0.6", "keadm_token"})
    void whatCannotBeToldStopsNobody(String missing) throws Exception {
        for (String name : missing.split(" ", -1)) {
            Files.delete(home.resolve(name));
        }
        assertThat(gate("dash")).isEqualTo(new Said(0, List.of()));
    }

    private Said gate(String shell) throws Exception {
        var command = new ArrayList<>(List.of(shell));
        if (shell.equals("busybox")) {
            command.add("sh");
        }
        Path script = folder.resolve("gate");
        Files.writeString(script, Script.named("join-gate").body());
        command.addAll(List.of(script.toString(), "join"));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text.lines().toList());
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    private void tool(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("tools")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String sum(String text) throws Exception {
        byte[] sum =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sum);
    }

    private record Said(int exit, List<String> lines) {}
}
