package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesEveryCommandInBothLanguages() {
        assertThat(run("--lang", "en", "--help")).isZero();
        assertThat(text(out))
                .contains("check", "plan", "deploy", "verify", "practice", "Exit codes: 0 well");
        out.reset();
        assertThat(run("--lang", "ko", "--help")).isZero();
        assertThat(text(out)).contains("Edge 노드를 추가합니다", "종료 코드: 0 정상");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "plan", "deploy", "verify", "practice"})
    void everyCommandExplainsItselfAndItsOptions(String command) {
        assertThat(run(command, "--help", "--lang", "en")).isZero();
        assertThat(text(out))
                .contains(
                        "Usage: kpaas-edge-installer " + command,
                        "--json",
                        "Print the result as JSON");
    }

    @Test
    void anUnknownCommandIsBadInput() {
        assertThat(run("dploy")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("dploy");
    }

    @Test
    void anUnknownFaultIsBadInputAndNamesTheKnownOnes() {
        assertThat(run("practice", "--fault", "RAIN")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("RAIN", "WRONG_ARCHITECTURE", "Usage:");
    }

    @Test
    void aMissingSiteFileIsBadInputAndNamesTheFile(@TempDir Path folder) {
        Path file = folder.resolve("none.json");
        assertThat(run("check", "--lang", "en", "--site", file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("none.json").contains("→ ");
    }

    @Test
    void aBadValueInTheSiteFileNamesTheFieldAndWhatIsAccepted(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("site.json");
        Files.writeString(
                file,
                """
                {"schema": 1, "site": {"name": "a", "simulated": false, "controlPlane": {"host": "10.0.0.999",
                 "port": 22, "user": "ubuntu", "credential": {"kind": "agent"}}, "edges": [], "firewall": [], "accepted": []}}
                """);
        assertThat(run("plan", "--lang", "en", "--site", file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("controlPlane").contains("10.0.0.999");
    }

    private int run(String... arguments) {
        return new CommandLineMain(
                        home -> {
                            throw new AssertionError("the engine was asked for");
                        },
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
