package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.practice.SilentEdge;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.remote.ssh.TestSecrets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/// `verify` against hosts and an API over real sockets.
final class VerifyCommandTest {
    private static final String[] AGREED = {"--yes", "--accept-warnings", "practice"};

    @TempDir private Path folder;

    @Test
    void aDeploymentIsProvenAndNoKeyIsLeftBehind() throws Exception {
        var options = new PracticeOptions("v1.6.0", 2, 1000, Set.of());
        var logs = new Logs();
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("deploy", AGREED)).as(line.text()).isZero();
            String kubeconfig = kubeconfig(practice);
            var left = new ArrayList<String>();

            assertThat(line.run("verify")).as(line.text()).isZero();
            assertThat(line.out())
                    .contains("so far, ")
                    .contains("6 of 4 + 2")
                    .contains("Services run")
                    .contains("Resource definition")
                    .endsWith("explained in the rows.\n");
            left.add(line.text());

            Path file = Files.writeString(folder.resolve("local.conf"), kubeconfig);
            assertThat(line.run("verify", "--once", "--json", "--kubeconfig", file.toString()))
                    .as(line.text())
                    .isZero();
            assertThat(line.out()).contains("VRF-EDGE-CANARY");
            left.add(line.text());
            Files.delete(file);

            left.addAll(logs.stop());
            left.addAll(files());
            assertThat(secrets(kubeconfig)).hasSizeGreaterThan(3);
            for (String secret : secrets(kubeconfig)) {
                assertThat(left).noneMatch(text -> text.contains(secret));
            }
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

    /// As the control plane has it.
    private String kubeconfig(PracticeSite practice) throws Exception {
        var remotes = new SshRemotes(folder.resolve("home/known_hosts"));
        try (Remote remote =
                remotes.open(new TestSecrets(new String(practice.password())), (h, a, f) -> true)) {
            Outcome outcome =
                    remote.host(practice.site().controlPlane())
                            .run(Script.named("kubeconfig").with(Duration.ofSeconds(30)));
            return outcome.out();
        }
    }

    /// The key as it is in the file, and each line of the PEM form of it.
    private static List<String> secrets(String kubeconfig) {
        String key =
                kubeconfig
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("client-key-data:"))
                        .map(line -> line.substring("client-key-data:".length()).strip())
                        .findFirst()
                        .orElseThrow();
        var secrets = new ArrayList<>(List.of(key));
        new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII)
                .lines()
                .filter(part -> part.length() > 40)
                .forEach(secrets::add);
        return secrets;
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            var texts = new ArrayList<String>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return texts;
        }
    }

    /// Everything that is logged at the finest level; what the product turns off stays off.
    private static final class Logs extends Handler {
        private final Queue<String> left = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final Logger root = Logger.getLogger("");
        private final Level before = root.getLevel();

        Logs() {
            setLevel(Level.ALL);
            root.setLevel(Level.ALL);
            root.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            left.add(formatter.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
            root.setLevel(before);
        }

        List<String> stop() {
            close();
            return List.copyOf(left);
        }
    }
}
