package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.site.Credential;

import java.nio.file.Path;
import java.time.Duration;

final class SshLoginTest {
    @TempDir Path folder;

    @Test
    void aCommandRunsAfterTheRightPassword() throws Exception {
        try (var server = new TestSshServer(folder).password("edge", "s3cret-pass").start();
                var remote =
                        new SshRemotes(folder.resolve("known_hosts"))
                                .open(new TestSecrets("s3cret-pass"), (h, a, f) -> true)) {
            var host = remote.host(server.access("edge", new Credential.Password()));
            var outcome =
                    host.run(
                            Command.of(
                                    Duration.ofSeconds(10),
                                    "sh",
                                    "-c",
                                    "echo out; echo err >&2; exit 3"));
            assertThat(outcome.exit()).isEqualTo(3);
            assertThat(outcome.out()).isEqualTo("out\n");
            assertThat(outcome.err()).isEqualTo("err\n");
        }
    }
}
