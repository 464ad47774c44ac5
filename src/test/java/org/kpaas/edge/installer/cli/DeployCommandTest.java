package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Path;
import java.util.Set;

/// `deploy` against hosts over real sockets.
final class DeployCommandTest {
    private static final String[] AGREED = {"--yes", "--accept-warnings", "practice"};

    @TempDir private Path folder;

    @Test
    void aThirdNodeJoinsTwoThatWorkAndTheyAreNotTouched() throws Exception {
        var options = new PracticeOptions("v1.6.0", 3, 1000, Set.of());
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            line.describe(practice.site().withEdges(practice.site().edges().subList(0, 2)));
            assertThat(line.run("deploy", AGREED)).as(line.text()).isZero();

            line.describe(practice.site());
            assertThat(line.run("deploy", AGREED)).as(line.text()).isZero();
            assertThat(line.text())
                    .contains("Not touched, because they are joined already: cp-edge-1, cp-edge-2")
                    .contains("EDGE_HOSTS='1'");

            assertThat(line.run("deploy", AGREED)).as(line.text()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("All edge nodes of the site (3) are joined already");
        }
    }
}
