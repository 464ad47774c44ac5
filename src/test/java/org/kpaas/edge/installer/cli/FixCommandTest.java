package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Path;
import java.util.EnumSet;

/// `fix` from the command line to hosts over real sockets.
final class FixCommandTest {
    @TempDir private Path folder;

    @Test
    void aFindingIsShownRepairedListedAndUndone() throws Exception {
        var options =
                new PracticeOptions(
                        "v1.6.0",
                        2,
                        1000,
                        EnumSet.of(Fault.PI_WITHOUT_MEMORY_CGROUP, Fault.SUDO_PASSWORD));
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("fix", "--check", "EDG-06")).isEqualTo(ExitCode.CANCELLED);
            assertThat(line.text()).contains("+console=serial0", "Nothing was changed");

            assertThat(line.run("fix", "--check", "EDG-06", "--yes", "--reboot")).isZero();
            assertThat(line.text())
                    .contains("cgroup_enable=memory cgroup_memory=1", "is back")
                    .contains("FAILED → PASSED")
                    .doesNotContain(new String(practice.password()));

            assertThat(line.run("fix", "--list")).isZero();
            assertThat(line.text()).contains("EDG-06", "/boot/firmware/cmdline.txt");
            assertThat(line.run("fix", "--undo", "--yes")).isZero();
            assertThat(line.text()).contains("Undone on ubuntu@");
            assertThat(line.run("fix", "--undo", "--yes")).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("There is no repair to undo");
        }
    }
}
