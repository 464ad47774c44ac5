package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.flow.KubeconfigHunt;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.practice.SilentEdge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// `verify` against hosts and an API over real sockets.
final class VerifyCommandTest {
    private static final String[] AGREED = {"--yes", "--accept-warnings", "practice"};

    @TempDir private Path folder;

    @Test
    void aDeploymentIsProvenAndNoKeyIsLeftBehind() throws Exception {
        var options = new PracticeOptions("v1.6.0", 2, 1000, Set.of());
        try (PracticeSite practice = PracticeSite.start(options);
                var hunt = new KubeconfigHunt(practice, folder.resolve("home"))) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("deploy", AGREED)).as(line.text()).isZero();

            assertThat(line.run("verify")).as(line.text()).isZero();
            assertThat(line.out())
                    .contains("so far, ")
                    .contains("6 of 4 + 2")
                    .contains("Services run")
                    .contains("Resource definition")
                    .endsWith("explained in the rows.\n");
            hunt.heard(line.text());

            Path file = Files.writeString(folder.resolve("local.conf"), hunt.kubeconfig());
            assertThat(line.run("verify", "--once", "--json", "--kubeconfig", file.toString()))
                    .as(line.text())
                    .isZero();
            assertThat(line.out()).contains("VRF-EDGE-CANARY");
            hunt.heard(line.text());
            Files.delete(file);

            hunt.assertNothingIsLeftIn(folder);
        }
    }

    @Test
    void anEdgeThatFallsSilentIsExplainedByWhatItsHostSays() throws Exception {
        var options = new PracticeOptions("v1.6.0", 2, 1000, Set.of());
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("deploy", AGREED)).as(line.text()).isZero();
            String edge = SilentEdge.on(practice);

            assertThat(line.run("verify", "--once")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .contains("Cause: EdgeCore does not run on " + edge + ". (CAU-501)")
                    .contains("edgecore.service: Failed with result")
                    .contains("Next: Start it");
            assertThat(line.runIn("ko", "verify", "--once")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out()).contains("원인: ", "(CAU-501)");
        }
    }
}
