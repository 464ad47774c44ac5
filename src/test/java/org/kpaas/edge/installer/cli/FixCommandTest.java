package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.HostDescription;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.SiteFile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// `fix` from the command line to hosts over real sockets.
final class FixCommandTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aFindingIsShownRepairedListedAndUndone() throws Exception {
        var options =
                new PracticeOptions(
                        "v1.6.0",
                        2,
                        1000,
                        EnumSet.of(Fault.PI_WITHOUT_MEMORY_CGROUP, Fault.SUDO_PASSWORD));
        try (PracticeSite practice = PracticeSite.start(options)) {
            assertThat(run(practice, "--check", "EDG-06")).isEqualTo(ExitCode.CANCELLED);
            assertThat(text()).contains("+console=serial0", "Nothing was changed");

            assertThat(run(practice, "--check", "EDG-06", "--yes", "--reboot")).isZero();
            assertThat(text())
                    .contains("cgroup_enable=memory cgroup_memory=1", "is back")
                    .contains("FAILED → PASSED")
                    .doesNotContain(new String(practice.password()));

            assertThat(run(practice, "--list")).isZero();
            assertThat(text()).contains("EDG-06", "/boot/firmware/cmdline.txt");
            assertThat(run(practice, "--undo", "--yes")).isZero();
            assertThat(text()).contains("Undone on ubuntu@");
            assertThat(run(practice, "--undo", "--yes")).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(text()).contains("There is no repair to undo");
        }
    }

    private int run(PracticeSite practice, String... more) throws Exception {
        out.reset();
        err.reset();
        Path file = folder.resolve("site.json");
        SiteFile.save(file, practice.site());
        var arguments = new ArrayList<>(List.of("fix", "--site", file.toString(), "--lang", "en"));
        arguments.addAll(List.of("--home", folder.resolve("home").toString(), "--password-stdin"));
        for (HostDescription host : practice.hosts()) {
            arguments.addAll(List.of("--accept-host-key", host.fingerprint()));
        }
        arguments.addAll(List.of(more));
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(
                        (new String(practice.password()) + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return new CommandLineMain(
                            FixCommandTest::installer,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8))
                    .run(arguments.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    private static Installer installer(Path home) {
        return new Installer(
                new SshRemotes(home.resolve("known_hosts"), Duration.ofSeconds(2)),
                new KubeClusters(),
                Clock.systemUTC(),
                home);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
