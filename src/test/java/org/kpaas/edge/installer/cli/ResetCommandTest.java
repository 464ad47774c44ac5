package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `reset` against hosts over real sockets: review, typed consent, run, proof.
class ResetCommandTest {
    private static final PracticeOptions QUICK = PracticeOptions.STANDARD.withSpeed(1000);

    @TempDir private Path folder;

    @Test
    void deployResetDeployResetLeavesNothing() throws Exception {
        try (PracticeSite practice = PracticeSite.start(QUICK)) {
            var line = new PracticeLine(practice, folder);
            for (int round = 1; round <= 2; round++) {
                deploy(line);
                assertThat(line.run("residue")).isEqualTo(ExitCode.FINDINGS);
                assertThat(line.out())
                        .contains("Edge nodes in the cluster", "Join token", "edgemesh0");

                assertThat(line.run("reset", "--dry-run")).as(line.text()).isEqualTo(ExitCode.OK);
                assertThat(line.out())
                        .contains("1. End EdgeMesh", "2. Reset the edge nodes")
                        .contains("Container runtime and broker stay");

                assertThat(line.run("reset", "--confirm", practice.site().name()))
                        .as(line.text())
                        .isEqualTo(ExitCode.OK);
                assertThat(line.out()).contains("Nothing is left.");
                assertThat(line.run("residue")).isEqualTo(ExitCode.OK);
            }
            assertThat(line.run("reset", "--residue-only", "--confirm", practice.site().name()))
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out()).contains("There is nothing to do.");
        }
    }

    @Test
    void withoutTheSitesNameNothingIsDone() throws Exception {
        var options = QUICK.withFaults(Fault.ALREADY_JOINED);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            for (String[] words :
                    List.of(
                            new String[] {},
                            new String[] {"--confirm", ""},
                            new String[] {"--confirm", practice.site().name() + " "},
                            new String[] {"--confirm", "yes"})) {
                assertThat(line.run("reset", words)).isEqualTo(ExitCode.CANCELLED);
                assertThat(line.out()).contains("Nothing was changed.");
            }
            assertThat(line.run("residue")).isEqualTo(ExitCode.FINDINGS);
        }
    }

    @Test
    void anUnreachableNodeIsADebtAndHoldsUpNobody() throws Exception {
        try (PracticeSite practice = PracticeSite.start(QUICK)) {
            var line = new PracticeLine(practice, folder);
            deploy(line);
            practice.inject(Fault.UNREACHABLE_EDGE);
            String name = practice.site().name();
            Path reports = folder.resolve("reports");
            assertThat(line.run("reset", "--confirm", name, "--report", reports.toString()))
                    .as(line.text())
                    .isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .contains("cp-edge-2: not reached, written down as a debt")
                    .contains("cp-edge-2: a reset could not reach this node")
                    .contains("Nothing is left of what could be looked at.");
            Path script = reports.resolve("reset-cp-edge-2.sh");
            assertThat(script)
                    .content()
                    .startsWith("#!/bin/sh\n# script: clear\nITEMS='edge kubeedge");
            try (Stream<Path> files = Files.list(reports)) {
                assertThat(files.map(it -> it.getFileName().toString()).toList())
                        .anyMatch(it -> it.matches(name + "-\\d{8}-\\d{6}\\.html"))
                        .anyMatch(it -> it.matches(name + "-\\d{8}-\\d{6}\\.json"));
            }

            practice.repair(Fault.UNREACHABLE_EDGE);
            assertThat(line.run("reset", "--node", "cp-edge-2", "--confirm", name))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(line.run("residue")).as(line.text()).isEqualTo(ExitCode.OK);
            assertThat(line.out()).doesNotContain("debt");
        }
    }

    @Test
    void aKubeconfigOnAnEdgeBlocksUntilItIsMoved() throws Exception {
        var options = QUICK.withFaults(Fault.KUBECONFIG_ON_EDGE, Fault.ALREADY_JOINED);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            String name = practice.site().name();
            assertThat(line.run("reset", "--confirm", name)).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.text()).contains("It may not start: cp-edge-1 has a kubeconfig");

            assertThat(line.run("fix", "--check", "EDG-28", "--yes"))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(line.run("reset", "--confirm", name)).as(line.text()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void itIsFollowedAgainByItsId() throws Exception {
        var options = QUICK.withFaults(Fault.ALREADY_JOINED);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("reset", "--attach", "0123456789ab"))
                    .isEqualTo(ExitCode.RUN_FAILED);
            line.run("reset", "--confirm", practice.site().name());
            Matcher id = Pattern.compile("--attach ([0-9a-f]{12})").matcher(line.out());
            assertThat(id.find()).isTrue();
            assertThat(line.run("reset", "--attach", id.group(1)))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out()).contains("cp-edge-1: /usr/bin/keadm: done", "Nothing is left.");
        }
    }

    @Test
    void anItemIsLeftAloneOnOneHost() throws Exception {
        var options = QUICK.withFaults(Fault.ALREADY_JOINED, Fault.STALE_LABEL);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            String name = practice.site().name();
            String item = "cp-master:cloudcore-labels";
            assertThat(line.run("reset", "--residue-only", "--without", item, "--confirm", name))
                    .as(line.text())
                    .isEqualTo(ExitCode.FINDINGS);
            assertThat(line.run("residue")).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out()).contains("Left: 1.", "Label cloudcore on nodes");
        }
    }

    @Test
    void oneNodeIsResetAndTheOthersGoOn() throws Exception {
        try (PracticeSite practice = PracticeSite.start(QUICK)) {
            var line = new PracticeLine(practice, folder);
            deploy(line);
            String name = practice.site().name();
            assertThat(line.run("reset", "--node", "cp-edge-9", "--confirm", name))
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.run("reset", "--cloud-only", "--confirm", name))
                    .isEqualTo(ExitCode.FINDINGS);
            assertThat(line.text()).contains("cp-edge-1 still works for this cluster.");
            assertThat(line.run("reset", "--cloud-only", "--residue-only"))
                    .isEqualTo(ExitCode.BAD_INPUT);

            assertThat(line.run("reset", "--node", "cp-edge-1", "--confirm", name))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            line.run("nodes");
            assertThat(line.out())
                    .containsPattern("cp-edge-1 .*Runtime")
                    .containsPattern("cp-edge-2 .*(Hardened|Meshed)");
        }
    }

    private static void deploy(PracticeLine line) {
        assertThat(line.run("deploy", "--yes", "--accept-warnings", "test"))
                .as(line.text())
                .isEqualTo(ExitCode.OK);
    }
}
