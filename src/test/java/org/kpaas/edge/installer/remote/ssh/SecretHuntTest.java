package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Credential;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Looks for secrets in everything that logins leave behind: every log at its finest level, every exception with all
/// its causes, every text form of our values. Both as text and as the bytes that a packet log would show.
final class SecretHuntTest {
    private static final List<String> LOGGERS =
            List.of("", "net.schmizz", "com.hierynomus", "org.kpaas", "org.bouncycastle");

    @TempDir Path folder;
    private final Queue<String> left = new ConcurrentLinkedQueue<>();
    private final List<Logger> raised = new ArrayList<>();
    private final Handler trap = new Trap();

    @BeforeEach
    void listen() {
        trap.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(trap);
        raise();
    }

    /// Undoes what the product turns down, which is the second of its two safeguards.
    private void raise() {
        for (String name : LOGGERS) {
            Logger logger = Logger.getLogger(name);
            logger.setLevel(Level.ALL);
            raised.add(logger);
        }
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(trap);
        raised.forEach(logger -> logger.setLevel(null));
        Logger.getLogger("").setLevel(Level.INFO);
    }

    @Test
    void theTrapCatchesWhatIsLogged() {
        Logger.getLogger("net.schmizz.sshj.x").finest("Tr4p");
        assertThat(left).anyMatch(text -> text.contains("Tr4p"));
    }

    @Test
    void noSecretIsLeftByPasswordsRightAndWrong() throws Exception {
        try (var server = new TestSshServer(folder).password("edge", "R1ght-Pass").start()) {
            var access = server.access("edge", new Credential.Password());
            visit(server, access, "R1ght-Pass");
            visit(server, access, "Wr0ng-Pass", "R1ght-Pass");
            visit(server, access, "Wr0ng-Pass", "Wr0ng-Pass", "Wr0ng-Pass");
            visit(server, access);
        }
        assertNothingOf("R1ght-Pass", "Wr0ng-Pass", "Std1n-Token");
    }

    @Test
    void noSecretIsLeftByKeysRightAndWrong() throws Exception {
        KeyPair key = TestSshServer.newKey("Ed25519", 0);
        KeyPair stranger = TestSshServer.newKey("RSA", 2048);
        try (var server = new TestSshServer(folder).key(key.getPublic()).start()) {
            Path open = TestKeys.openSsh(folder.resolve("open"), key, "");
            Path locked = TestKeys.openSsh(folder.resolve("locked"), key, "Phr4se-right");
            Path pem = TestKeys.pem(folder.resolve("pem"), stranger, "");
            Path lockedPem = TestKeys.pem(folder.resolve("lockedPem"), stranger, "Phr4se-right");
            Path broken = folder.resolve("broken");
            Files.writeString(broken, Files.readString(pem).replace("END RSA", "END"));
            for (Path file : List.of(open, locked, pem, lockedPem, broken)) {
                var access = server.access("edge", new Credential.KeyFile(file.toString()));
                visit(server, access, "Phr4se-right");
                visit(server, access, "Phr4se-wrong", "Phr4se-wrong", "Phr4se-wrong");
            }
            assertNothingOf("Phr4se-right", "Phr4se-wrong", "Std1n-Token");
            for (Path file : List.of(open, locked, pem, lockedPem)) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.length() > 40)
                        .forEach(this::assertNothingOf);
            }
        }
    }

    /// Logs in, runs a command with a secret on its standard input, loses the connection, and keeps every text.
    private void visit(
            TestSshServer server, org.kpaas.edge.installer.site.Access access, String... answers) {
        var remotes = new SshRemotes(folder.resolve("known_hosts"));
        raise();
        try (Remote remote = remotes.open(new TestSecrets(answers), new TestHostKeys(true))) {
            var host = remote.host(access);
            var command =
                    new Command(
                            List.of("wc", "-c"), Secret.of("Std1n-Token"), Duration.ofMinutes(1));
            left.add(host + " " + remote + " " + command + " " + command.line());
            left.add(host.run(command).toString());
            server.dropAll();
            host.run(command);
        } catch (RemoteException e) {
            var printed = new StringWriter();
            e.printStackTrace(new PrintWriter(printed));
            left.add(printed.toString());
            left.add(e.problem().toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNothingOf(String... secrets) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String spaced = HexFormat.ofDelimiter(" ").formatHex(bytes);
            String packed = HexFormat.of().formatHex(bytes);
            assertThat(left)
                    .isNotEmpty()
                    .noneMatch(text -> text.contains(secret))
                    .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains(spaced))
                    .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains(packed));
        }
    }

    /// The server is of the tests and sees the passwords by nature, so its own log does not count.
    private final class Trap extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getLoggerName() != null
                    && record.getLoggerName().startsWith("org.apache.sshd")) {
                return;
            }
            var text = new StringWriter();
            text.append(record.getLoggerName()).append(' ').append(record.getMessage());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text));
            }
            if (record.getParameters() != null) {
                text.append(List.of(record.getParameters()).toString());
            }
            left.add(text.toString());
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
