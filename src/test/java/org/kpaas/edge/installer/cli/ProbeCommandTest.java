package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.SiteFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// The probe from the command line to hosts over real sockets.
final class ProbeCommandTest {
    @TempDir private Path folder;

    @Test
    void theMatrixOfAHealthySiteIsPrintedAndWell() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("firewall", "--probe")).as(line.text()).isEqualTo(ExitCode.OK);
            assertThat(line.text())
                    .contains("FROM", "TO", "PATH", "WANTED", "RESULT")
                    .containsPattern(
                            "cp-edge-1 +cluster +[0-9.]+:10000 +TCP 10000 +public address +open"
                                    + " +open")
                    .containsPattern("cp-edge-1 +[^ ]+ +[0-9.]+:2379 +TCP 2379 +direct +closed +");
        }
    }

    @Test
    void aBlockedPortIsAFindingAndTheJsonTellsItFromEachEdge() throws Exception {
        var faults = PracticeOptions.STANDARD.withFaults(Set.of(Fault.PORT_10000_BLOCKED));
        try (PracticeSite practice = PracticeSite.start(faults)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("firewall", "--probe", "--json")).isEqualTo(ExitCode.FINDINGS);
            JsonNode matrix = JsonMapper.shared().readTree(line.out());
            assertThat(StreamSupport.stream(matrix.spliterator(), false))
                    .filteredOn(it -> it.at("/result").stringValue().equals("filtered"))
                    .filteredOn(it -> it.at("/wanted").booleanValue())
                    .extracting(it -> it.at("/from/id").stringValue() + " " + it.at("/port"))
                    .contains("edge-1 10000", "edge-2 10000")
                    .allMatch(it -> it.endsWith(" 10000"));
            assertThat(line.text()).contains("PORT-10000", "FAILED");
        }
    }

    @Test
    void aCheckProbesUnlessToldNotTo() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("check")).as(line.text()).isEqualTo(ExitCode.OK);
            assertThat(line.text()).contains("tried the ways from").doesNotContain("UNKNOWN");
            assertThat(line.run("check", "--no-probe")).isEqualTo(ExitCode.OK);
            assertThat(line.text())
                    .contains("UNKNOWN  PORT-20006")
                    .doesNotContain("tried the ways from");
        }
    }

    @Test
    void aRowThatIsOffIsNeitherTriedNorMissed() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var off = new RowDecision("control-plane/tcp/20006", false, "no services", List.of());
            var line = new PracticeLine(practice, folder);
            SiteFile.save(line.siteFile(), practice.site().withFirewall(List.of(off)));
            assertThat(line.run("firewall", "--probe")).isEqualTo(ExitCode.OK);
            assertThat(line.text()).doesNotContainPattern("cp-edge-1 +[^ ]+ +[0-9.]+:20006");
        }
    }
}
