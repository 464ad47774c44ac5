package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Path;

/// `nodes` and `stop` against hosts over real sockets.
final class NodesCommandTest {
    @TempDir private Path folder;

    @Test
    void eachNodeHasItsStateAndItsNextAction() throws Exception {
        var options = PracticeOptions.STANDARD.withFaults(Fault.ALREADY_JOINED);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("nodes")).as(line.text()).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .containsPattern("cp-edge-1 .*Half joined .*the cluster does not have it")
                    .containsPattern("cp-edge-2 .*Clean .*deploy")
                    .contains("The next deployment is for: cp-edge-2.")
                    .contains("To be cleaned first (fix EDG-15): cp-edge-1.");
            assertThat(line.run("nodes", "--json")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out()).contains("\"hostName\":\"cp-edge-2\"", "\"state\":\"CLEAN\"");

            assertThat(line.run("stop", "0a1b2c3d4e5f")).isEqualTo(ExitCode.CANCELLED);
            assertThat(line.run("stop", "0a1b2c3d4e5f", "--yes")).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(line.text()).contains("The run 0a1b2c3d4e5f does not run any more.");
        }
    }
}
