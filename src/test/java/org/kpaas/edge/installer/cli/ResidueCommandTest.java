package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Path;

/// `residue` against hosts over real sockets.
class ResidueCommandTest {
    @TempDir private Path folder;

    @Test
    void aSiteThatNobodyDeployedToIsClean() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("residue")).as(line.text()).isEqualTo(ExitCode.OK);
            assertThat(line.out()).contains("Nothing is left.");
        }
    }

    @Test
    void whatAnEarlierRunLeftIsNamedWithItsPlace() throws Exception {
        var options = PracticeOptions.STANDARD.withFaults(Fault.ALREADY_JOINED, Fault.STALE_LABEL);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("residue")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .containsPattern("cp-edge-1 +Service edgecore +Left +edgecore.service")
                    .containsPattern("cp-edge-1 +Files of KubeEdge +Left +/etc/kubeedge")
                    .containsPattern("cp-master +Label cloudcore on nodes +Left +cp-worker-2")
                    .contains("Left: 3.");
            assertThat(line.run("residue", "--json")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out()).contains("\"trace\":\"EDGECORE\",\"state\":\"LEFT\"");
        }
    }

    @Test
    void aNodeThatIsOffIsNoProof() throws Exception {
        var options = PracticeOptions.STANDARD.withFaults(Fault.UNREACHABLE_EDGE);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("residue")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .containsPattern("cp-edge-2 +everything +Unknown")
                    .contains("Nothing is left of what could be looked at.");
        }
    }
}
