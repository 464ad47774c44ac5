package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// The way to a host, up to its login.
final class SshConnectTest {
    private static final Credential PASSWORD = new Credential.Password();
    private static final Secrets RIGHT = (kind, access, attempt) -> Optional.of(Secret.of("right"));

    @TempDir Path folder;
    private final List<TestSshServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(TestSshServer::close);
    }

    @Test
    void anUnknownKeyIsShownOnceAndRememberedForOurEyesOnly() throws Exception {
        var server = server().start();
        var keys = new TestHostKeys(true);
        for (int i = 0; i < 2; i++) {
            try (Remote remote = remote(keys)) {
                Host host = remote.host(server.access("edge", PASSWORD));
                assertThat(keys.questions())
                        .containsExactly(
                                "[127.0.0.1]:"
                                        + server.port()
                                        + " ssh-ed25519 "
                                        + host.fingerprint());
                assertThat(host.fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
            }
        }
        assertThat(Files.readAllLines(known()))
                .singleElement()
                .asString()
                .startsWith("[127.0.0.1]:" + server.port() + " ssh-ed25519 AAAA");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known())))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatIsNotAcceptedEndsItAndIsNotRemembered() throws Exception {
        var server = server().start();
        RemoteException failure = failure(server.access("edge", PASSWORD), new TestHostKeys(false));
        assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_NOT_ACCEPTED);
        assertThat(failure.problem().values().get(1)).startsWith("SHA256:");
        assertThat(known()).doesNotExist();
        assertThat(server.logins()).isZero();
    }

    @Test
    void aChangedKeyIsAHardStopWithoutAQuestion() throws Exception {
        var first = server().start();
        int port = first.port();
        String before;
        try (Remote remote = remote(new TestHostKeys(true))) {
            before = remote.host(first.access("edge", PASSWORD)).fingerprint();
        }
        first.close();
        var second = server().start(port);
        var keys = new TestHostKeys(true);
        RemoteException failure = failure(second.access("edge", PASSWORD), keys);
        assertThat(failure.kind()).isEqualTo(Kind.HOST_KEY_CHANGED);
        assertThat(keys.questions()).isEmpty();
        assertThat(failure.problem().values())
                .contains(before, known().toString())
                .doesNotHaveDuplicates();
        assertThat(second.logins()).isZero();
    }

    @Test
    void anotherTypeOfKeyIsAChangedKeyToo() throws Exception {
        var first = server().start();
        int port = first.port();
        remote(new TestHostKeys(true)).host(first.access("edge", PASSWORD));
        first.close();
        KeyPair rsa = TestSshServer.newKey("RSA", 2048);
        var second = server().hostKey(rsa).start(port);
        assertThat(failure(second.access("edge", PASSWORD), new TestHostKeys(true)).kind())
                .isEqualTo(Kind.HOST_KEY_CHANGED);
    }

    @Test
    void rsaAndEcdsaHostKeysAreRecognisedAgain() throws Exception {
        for (KeyPair key :
                List.of(TestSshServer.newKey("RSA", 2048), TestSshServer.newKey("EC", 256))) {
            var server = server().hostKey(key).start();
            for (boolean accept : List.of(true, false)) {
                try (Remote remote = remote(new TestHostKeys(accept))) {
                    assertThat(remote.host(server.access("edge", PASSWORD)).connected()).isTrue();
                }
            }
        }
    }

    @Test
    void aClosedPortIsRefused() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertThat(failure(access(port)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aSilentPortTimesOut() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Remote remote =
                        new SshRemotes(known(), Duration.ofMillis(300))
                                .open(RIGHT, new TestHostKeys(true))) {
            RemoteException failure =
                    catchThrowableOfType(
                            RemoteException.class,
                            () -> remote.host(access(socket.getLocalPort())));
            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        }
    }

    @Test
    void aWebServerIsNotSsh() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (var caller = socket.accept()) {
                                    caller.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 400 Bad Request\r\n\r\n"
                                                            .getBytes(StandardCharsets.US_ASCII));
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            assertThat(failure(access(socket.getLocalPort())).kind()).isEqualTo(Kind.NOT_SSH);
        }
    }

    @Test
    void aNameThatDoesNotResolveIsSaid() {
        var access =
                new Access("no-such-host.invalid", Port.SSH, "edge", PASSWORD, Optional.empty());
        assertThat(failure(access).kind()).isEqualTo(Kind.UNKNOWN_NAME);
    }

    @Test
    void aHostBehindTwoJumpHostsIsReachedAndTheJumpsAreShared() throws Exception {
        var outer = server().start();
        var inner = server().start();
        var target = server().start();
        try (Remote remote = remote(new TestHostKeys(true))) {
            Access first = outer.access("edge", PASSWORD);
            Access second = behind(first, inner.access("edge", PASSWORD));
            Host host = remote.host(behind(second, target.access("edge", PASSWORD)));
            assertThat(host.run(Command.of(Duration.ofSeconds(20), "echo", "hi")).out())
                    .isEqualTo("hi\n");
            remote.host(behind(first, target.access("edge", PASSWORD)));
            assertThat(outer.logins()).isEqualTo(1);
            assertThat(inner.logins()).isEqualTo(1);
        }
    }

    @Test
    void closingOneHostLeavesTheOthersBehindTheSameJumpAlone() throws Exception {
        var jump = server().start();
        var one = server().start();
        var other = server().start();
        try (Remote remote = remote(new TestHostKeys(true))) {
            Access hop = jump.access("edge", PASSWORD);
            Access first = behind(hop, one.access("edge", PASSWORD));
            Host doomed = remote.host(first);
            Host staying = remote.host(behind(hop, other.access("edge", PASSWORD)));
            one.dropAll();
            Await.until(() -> !doomed.connected());
            assertThat(remote.host(first).connected()).isTrue();
            assertThat(staying.run(Command.of(Duration.ofSeconds(20), "true")).ok()).isTrue();
            assertThat(jump.logins()).isEqualTo(1);
        }
    }

    @Test
    void aJumpHostThatForbidsItIsSaid() throws Exception {
        var jump = server().withoutForwarding().start();
        var target = server().start();
        Access access = behind(jump.access("edge", PASSWORD), target.access("edge", PASSWORD));
        assertThat(failure(access).kind()).isEqualTo(Kind.FORWARDING_REFUSED);
    }

    @Test
    void aClosedPortBehindAJumpHostIsRefusedByTheTargetNotByTheJump() throws Exception {
        var jump = server().start();
        RemoteException failure = failure(behind(jump.access("edge", PASSWORD), access(1)));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.problem().values()).contains("edge@127.0.0.1:1");
    }

    @Test
    void aCancelledOpeningStopsWaitingForTheEngineer() throws Exception {
        var server = server().start();
        var asked = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Secrets never =
                (kind, access, attempt) -> {
                    asked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return Optional.empty();
                };
        try (Remote remote = new SshRemotes(known()).open(never, new TestHostKeys(true))) {
            var thrown = new CompletableFuture<Throwable>();
            Thread caller =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            thrown.complete(
                                                    catchThrowable(
                                                            () ->
                                                                    remote.host(
                                                                            server.access(
                                                                                    "edge",
                                                                                    PASSWORD)))));
            asked.await();
            caller.interrupt();
            stopped.await();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
    }

    private TestSshServer server() {
        var server = new TestSshServer(folder).password("edge", "right");
        servers.add(server);
        return server;
    }

    private Path known() {
        return folder.resolve("deep/known_hosts");
    }

    private Remote remote(TestHostKeys keys) {
        return new SshRemotes(known()).open(RIGHT, keys);
    }

    private RemoteException failure(Access access) {
        return failure(access, new TestHostKeys(true));
    }

    private RemoteException failure(Access access, TestHostKeys keys) {
        try (Remote remote = remote(keys)) {
            return catchThrowableOfType(RemoteException.class, () -> remote.host(access));
        }
    }

    private static Access access(int port) {
        return new Access("127.0.0.1", new Port(port), "edge", PASSWORD, Optional.empty());
    }

    private static Access behind(Access jump, Access target) {
        return new Access(
                target.host(),
                target.port(),
                target.user(),
                target.credential(),
                Optional.of(jump));
    }
}
