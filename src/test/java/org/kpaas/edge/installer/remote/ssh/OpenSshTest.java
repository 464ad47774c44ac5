package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The same against OpenSSH's own server, agent and key files; skipped where they are not installed.
final class OpenSshTest {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Path KEYGEN = Path.of("/usr/bin/ssh-keygen");
    private static final Path AGENT = Path.of("/usr/bin/ssh-agent");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir(factory = ShortPath.class)
    Path folder;

    private Process sshd;
    private int port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "no OpenSSH server here");
        assumeTrue(Files.isExecutable(KEYGEN), "no ssh-keygen here");
        assumeTrue(
                !"root".equals(System.getProperty("user.name"))
                        || Files.isDirectory(Path.of("/run/sshd"))
                        || Path.of("/run/sshd").toFile().mkdir(),
                "no /run/sshd for the server");
        keygen("host", "ed25519", "");
        keygen("id", "ed25519", "");
        Files.copy(folder.resolve("id.pub"), folder.resolve("authorized"));
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        Path config =
                Files.writeString(
                        folder.resolve("sshd_config"),
                        """
                        ListenAddress 127.0.0.1:%d
                        HostKey %s/host
                        PidFile none
                        AuthorizedKeysFile %s/authorized
                        StrictModes no
                        UsePAM no
                        PasswordAuthentication no
                        KbdInteractiveAuthentication no
                        PermitRootLogin yes
                        Subsystem sftp internal-sftp
                        """
                                .formatted(port, folder, folder));
        sshd =
                new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sshd.log").toFile())
                        .start();
        Await.until(this::listens);
    }

    @AfterEach
    void stop() throws Exception {
        if (sshd != null) {
            sshd.destroy();
            sshd.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void keysOfSshKeygenOpenTheHost(String type) throws Exception {
        keygen("mine", type, "phrase");
        Files.copy(
                folder.resolve("mine.pub"),
                folder.resolve("authorized"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        var secrets = new TestSecrets("wrong", "phrase");
        try (Remote remote = remote(secrets, Optional.empty())) {
            assertThat(remote.host(access(file("mine"))).connected()).isTrue();
        }
        assertThat(secrets.questions()).containsExactly("PASSPHRASE 1", "PASSPHRASE 2");
    }

    @Test
    void theFingerprintIsTheOneOfSshKeygen() throws Exception {
        try (Remote remote = remote(new TestSecrets(), Optional.empty())) {
            assertThat(output("ssh-keygen", "-lf", folder.resolve("host.pub").toString()))
                    .contains(remote.host(access(file("id"))).fingerprint());
        }
    }

    @Test
    void theFileOfKnownHostsIsOneForOpenSsh() throws Exception {
        try (Remote remote = remote(new TestSecrets(), Optional.empty())) {
            remote.host(access(file("id")));
        }
        assertThat(
                        output(
                                "ssh-keygen",
                                "-F",
                                "[127.0.0.1]:" + port,
                                "-f",
                                folder.resolve("known_hosts").toString()))
                .contains("ssh-ed25519");
    }

    @Test
    void aPasswordIsNotEvenAskedForWhereItIsNotAdmitted() {
        var secrets = new TestSecrets("right");
        try (Remote remote = remote(secrets, Optional.empty())) {
            RemoteException failure =
                    catchThrowableOfType(
                            RemoteException.class,
                            () -> remote.host(access(new Credential.Password())));
            assertThat(failure.kind()).isEqualTo(Kind.PASSWORD_NOT_ADMITTED);
            assertThat(failure.problem().values()).contains("publickey");
        }
        assertThat(secrets.questions()).isEmpty();
    }

    @Test
    void anEndedCommandTakesItsWholeProcessGroupWithIt() throws Exception {
        assumeTrue(
                !"root".equals(System.getProperty("user.name")),
                "OpenSSH does not pass signals on for root (no privilege separation)");
        try (Remote remote = remote(new TestSecrets(), Optional.empty())) {
            Host host = remote.host(access(file("id")));
            Path pid = folder.resolve("pid");
            RemoteException failure =
                    catchThrowableOfType(
                            RemoteException.class,
                            () ->
                                    host.run(
                                            Command.of(
                                                    Duration.ofSeconds(2),
                                                    "sh",
                                                    "-c",
                                                    "sleep 300 & echo $! > " + pid + "; wait")));
            assertThat(failure.kind()).isEqualTo(Kind.COMMAND_TOO_LONG);
            long child = Long.parseLong(Files.readString(pid).strip());
            Await.until(() -> ProcessHandle.of(child).isEmpty());
            assertThat(host.run(Command.of(LONG, "true")).ok()).isTrue();
        }
    }

    @Test
    void aSignalIsAnExitCodeAsInAShell() throws Exception {
        try (Remote remote = remote(new TestSecrets(), Optional.empty())) {
            Outcome outcome =
                    remote.host(access(file("id")))
                            .run(Command.of(LONG, "sh", "-c", "kill -KILL $$"));
            assertThat(outcome.exit()).isEqualTo(128 + 9);
        }
    }

    @Test
    void aFileIsWrittenInOneStep() throws Exception {
        try (Remote remote = remote(new TestSecrets(), Optional.empty())) {
            Host host = remote.host(access(file("id")));
            Path target = Files.writeString(folder.resolve("vars.sh"), "old");
            byte[] content = new byte[3_000_000];
            host.write(target.toString(), content, 0640);
            assertThat(target).hasBinaryContent(content);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rw-r-----");
            RemoteException failure =
                    catchThrowableOfType(
                            RemoteException.class,
                            () -> host.write(folder + "/none/x", content, 0600));
            assertThat(failure.kind()).isEqualTo(Kind.FILE);
            assertThat(failure.problem().values()).contains("No such file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void theAgentSignsWithTheKeyThatTheHostKnows(String type) throws Exception {
        keygen("mine", type, "");
        Files.copy(
                folder.resolve("mine.pub"),
                folder.resolve("authorized"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (var agent = new RunningAgent()) {
            for (int i = 0; i < 7; i++) { // more than MaxAuthTries before the right one
                agent.add(keygen("other" + i, "ed25519", ""));
            }
            agent.add(folder.resolve("mine"));
            try (Remote remote = remote(new TestSecrets(), Optional.of(agent.socket))) {
                assertThat(remote.host(access(new Credential.Agent())).connected()).isTrue();
            }
        }
    }

    @Test
    void anAgentWithoutTheRightKeyIsRefused() throws Exception {
        try (var agent = new RunningAgent()) {
            agent.add(keygen("other", "ed25519", ""));
            RemoteException failure = agentFailure(Optional.of(agent.socket));
            assertThat(failure.kind()).isEqualTo(Kind.AGENT_REFUSED);
            assertThat(failure.problem().values()).contains("1");
        }
    }

    @Test
    void withoutAnAgentThatIsSaid() {
        assertThat(agentFailure(Optional.empty()).kind()).isEqualTo(Kind.NO_AGENT);
        assertThat(agentFailure(Optional.of(folder.resolve("none"))).kind())
                .isEqualTo(Kind.NO_AGENT);
    }

    private RemoteException agentFailure(Optional<Path> socket) {
        try (Remote remote = remote(new TestSecrets(), socket)) {
            return catchThrowableOfType(
                    RemoteException.class, () -> remote.host(access(new Credential.Agent())));
        }
    }

    private Remote remote(Secrets secrets, Optional<Path> agent) {
        return new SshRemotes(
                        new KnownHosts(folder.resolve("known_hosts")),
                        Duration.ofSeconds(5),
                        agent,
                        Heartbeat.Rhythm.USUAL)
                .open(secrets, new TestHostKeys(true));
    }

    private Access access(Credential credential) {
        return new Access(
                "127.0.0.1",
                new Port(port),
                System.getProperty("user.name"),
                credential,
                Optional.empty());
    }

    private Credential file(String name) {
        return new Credential.KeyFile(folder.resolve(name).toString());
    }

    private Path keygen(String name, String type, String passphrase) throws Exception {
        Path file = folder.resolve(name);
        output("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString());
        return file;
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (java.io.IOException notYet) {
            return false;
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }

    /// A socket's path must not be longer than 107 bytes (unix(7)).
    static final class ShortPath implements org.junit.jupiter.api.io.TempDirFactory {
        @Override
        public Path createTempDirectory(
                org.junit.jupiter.api.extension.AnnotatedElementContext element,
                org.junit.jupiter.api.extension.ExtensionContext test)
                throws Exception {
            return Files.createTempDirectory(Path.of("/tmp"), "kpaas");
        }
    }

    private final class RunningAgent implements AutoCloseable {
        private final Path socket = folder.resolve("agent.sock");
        private final Process process;

        RunningAgent() throws Exception {
            assumeTrue(Files.isExecutable(AGENT), "no ssh-agent here");
            process =
                    new ProcessBuilder(AGENT.toString(), "-D", "-a", socket.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Await.until(() -> Files.exists(socket));
        }

        void add(Path key) throws Exception {
            var builder = new ProcessBuilder("ssh-add", "-q", key.toString());
            builder.environment().put("SSH_AUTH_SOCK", socket.toString());
            Process adding = builder.redirectErrorStream(true).start();
            String text = new String(adding.getInputStream().readAllBytes());
            assertThat(adding.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(adding.exitValue()).as(text).isZero();
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }
}
