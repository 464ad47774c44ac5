package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `facts.sh` reads in EdgeCore's file, by key (T69).
final class EdgecoreValuesTest {
    private static final String JOINED =
            """
            apiVersion: edgecore.config.kubeedge.io/v1alpha2
            modules:
              edgeHub:
                httpServer: https://203.0.113.50:10002
                quic:
                  enable: false
                  server: 203.0.113.50:10001
                token: "secret"
                websocket:
                  enable: true
                  server: 203.0.113.50:10000
              edged:
                enable: true
                tailoredKubeletConfig:
                  clusterDNS:
                    - 169.254.96.16
                    - 10.233.0.3
                  clusterDomain: cluster.local
                  registerWithTaints:
                  - key: metaServer
                    enable: false
              metaManager:
                enable: true
                metaServer:
                  enable: true # by hand
                  server: 127.0.0.1:10550
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void eachValueIsThatOfItsKey(String shell) throws Exception {
        assertThat(values(shell, JOINED))
                .containsExactly(
                        "edgecore.conf.server=203.0.113.50:10000",
                        "edgecore.conf.metaserver=true",
                        "edgecore.conf.dns=169.254.96.16 10.233.0.3");
    }

    /// A list may stand as far left as its key, as some tools write it.
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void aListWithoutIndentationIsReadToo(String shell) throws Exception {
        String flat =
                JOINED.replace("        - 169", "      - 169")
                        .replace("        - 10.", "      - 10.");
        assertThat(values(shell, flat)).contains("edgecore.conf.dns=169.254.96.16 10.233.0.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void anotherSwitchOfThatNameIsNoMetaServer(String shell) throws Exception {
        String off = JOINED.replace("      enable: true # by hand", "      enable: false");
        assertThat(values(shell, off)).contains("edgecore.conf.metaserver=false");
        assertThat(values(shell, "modules:\n  edged:\n    enable: true\n"))
                .containsExactly("edgecore.conf.dns=");
    }

    private List<String> values(String shell, String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("edgecore.yaml"), yaml);
        String body = Script.named("facts").body();
        int start = body.indexOf("edgecore_values() {");
        String function = body.substring(start, body.indexOf("\n}\n", start) + 3);
        var argv = new ArrayList<>(List.of(shell.split(" ")));
        argv.add("-s");
        Process process = new ProcessBuilder(argv).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(
                    (function + "edgecore_values <" + file + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().toList();
    }
}
