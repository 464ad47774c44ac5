package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.SiteFile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When `keadm join` fails, Ansible prints the command with the join token (T55).
@Tag("lab")
final class FailedJoinTest {
    @TempDir private Path home;

    @Test
    void aFailedJoinIsNamedAndItsTokenIsNowhere() throws Exception {
        try (Lab lab = Lab.plain(1, 2)) {
            Path siteFile = home.resolve("lab.json");
            SiteFile.save(siteFile, lab.site(lab.key()));
            lab.on("cp-edge-2", "touch /etc/lab-join-fails");
            var arguments =
                    new ArrayList<>(
                            List.of(
                                    "deploy",
                                    "--site",
                                    siteFile.toString(),
                                    "--yes",
                                    "--accept-warnings",
                                    "a lab",
                                    "--log"));
            lab.fingerprints()
                    .forEach(print -> arguments.addAll(List.of("--accept-host-key", print)));
            Program deploy = Program.start(lab, home, "", arguments.toArray(String[]::new));

            assertThat(deploy.exit(Duration.ofMinutes(8))).as(deploy.everything()).isEqualTo(4);
            assertThat(deploy.everything())
                    .contains("keadm join", "cp-edge-2", "timed out waiting for the condition");
            String token = lab.on(Lab.CONTROL_PLANE, "kubectl lab-token").strip();
            assertThat(lab.jobLog(lab.jobs().getFirst()))
                    .as("the test would prove nothing")
                    .contains(token);
            try (var hunt = new SecretHunt(List.of(token))) {
                assertThat(hunt.isIn(deploy.everything())).isFalse();
                assertThat(hunt.foundInFiles(home)).isEmpty();
            }
        }
    }
}
