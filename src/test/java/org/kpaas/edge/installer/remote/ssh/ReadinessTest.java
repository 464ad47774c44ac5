package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What is known of a login before it is tried: nobody is asked, nothing is connected.
final class ReadinessTest {
    @TempDir private Path folder;

    private Readiness ask(Credential credential, int port) {
        var settings =
                new SshRemotes(
                        new KnownHosts(folder.resolve("known_hosts")),
                        Duration.ofSeconds(1),
                        Optional.of(folder.resolve("no-agent")),
                        Heartbeat.Rhythm.USUAL);
        try (Remote remote =
                settings.open(
                        (kind, access, attempt) -> {
                            throw new AssertionError("asked for " + kind);
                        },
                        (host, algorithm, fingerprint) -> {
                            throw new AssertionError("asked about " + host);
                        })) {
            return remote.readiness(
                    new Access("192.0.2.7", new Port(port), "me", credential, Optional.empty()));
        }
    }

    private Readiness.Key key(String file) {
        return ask(new Credential.KeyFile(folder.resolve(file).toString()), 22).key();
    }

    @Test
    void keyFilesAreLookedAtWithoutUnlockingThem() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no ssh-keygen");
        make("open", "");
        make("locked", "a phrase");
        Files.writeString(folder.resolve("text"), "no key\n");

        assertThat(key("open")).isEqualTo(Readiness.Key.READY);
        assertThat(key("locked")).isEqualTo(Readiness.Key.LOCKED);
        assertThat(key("text")).isEqualTo(Readiness.Key.UNREADABLE);
        assertThat(key("open.pub")).isEqualTo(Readiness.Key.UNREADABLE);
        assertThat(key("nothing")).isEqualTo(Readiness.Key.MISSING);
    }

    @Test
    void passwordsAreAskedForLaterAndAnAgentMustAnswer() {
        assertThat(ask(new Credential.Password(), 22).key()).isEqualTo(Readiness.Key.PASSWORD);
        assertThat(ask(new Credential.Agent(), 22).key()).isEqualTo(Readiness.Key.NO_AGENT);
    }

    @Test
    void aHostIsKnownByItsNameAndPort() throws Exception {
        assertThat(ask(new Credential.Password(), 22).hostKnown()).isFalse();
        Files.writeString(
                folder.resolve("known_hosts"),
                "192.0.2.7 ssh-ed25519 "
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIGZvciB0ZXN0cyBvbmx5LCBub3QgYSByZWFsIGtleSEh\n");
        assertThat(ask(new Credential.Password(), 22).hostKnown()).isTrue();
        assertThat(ask(new Credential.Password(), 2222).hostKnown()).isFalse();
    }

    private void make(String name, String phrase) throws Exception {
        assertThat(
                        new ProcessBuilder(
                                        "ssh-keygen",
                                        "-q",
                                        "-t",
                                        "ed25519",
                                        "-N",
                                        phrase,
                                        "-f",
                                        folder.resolve(name).toString())
                                .start()
                                .waitFor())
                .isZero();
    }
}
