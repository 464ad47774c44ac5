package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// What can be done on an open host.
final class SshHostTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    private TestSshServer server;
    private Relay cable;
    private Remote remote;
    private Host host;

    @BeforeEach
    void open() throws Exception {
        server = new TestSshServer(folder).password("edge", "right").start();
        cable = new Relay(server.port());
        var rhythm = new Heartbeat.Rhythm(Duration.ofMillis(200), Duration.ofSeconds(2));
        remote =
                new SshRemotes(
                                new KnownHosts(folder.resolve("known_hosts")),
                                Duration.ofSeconds(5),
                                Optional.empty(),
                                rhythm)
                        .open(new TestSecrets("right"), new TestHostKeys(true));
        host =
                remote.host(
                        new Access(
                                "127.0.0.1",
                                new Port(cable.port()),
                                "edge",
                                new Credential.Password(),
                                Optional.empty()));
    }

    @AfterEach
    void close() throws Exception {
        remote.close();
        cable.close();
        server.close();
    }

    @Test
    void bothStreamsAndTheExitCodeComeBack() throws Exception {
        Outcome outcome = sh("echo out; echo err >&2; exit 3");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.err()).isEqualTo("err\n");
        assertThat(outcome.truncated()).isFalse();
    }

    @Test
    void wordsReachTheProgramUnchanged() throws Exception {
        String word = "it's $HOME `id` \\ \"x\"\n한글";
        assertThat(host.run(Command.of(LONG, "printf", "%s", word)).out()).isEqualTo(word);
    }

    @Test
    void whatIsGivenOnStdinIsRead() throws Exception {
        var command = new Command(List.of("cat"), Secret.of("s3cret 비밀"), LONG);
        assertThat(host.run(command).out()).isEqualTo("s3cret 비밀");
    }

    @Test
    void aProgramThatDoesNotReadIsNotAnError() throws Exception {
        var command = new Command(List.of("true"), Secret.of("x".repeat(100_000)), LONG);
        assertThat(host.run(command).ok()).isTrue();
    }

    @Test
    void fullStreamsDoNotBlockEachOtherAndAreCutAtTheirLimits() throws Exception {
        Outcome outcome =
                sh("head -c 3000000 /dev/zero >&2; head -c 6000000 /dev/zero; echo late >&2");
        assertThat(outcome.stdout()).hasSize(4 * 1024 * 1024);
        assertThat(outcome.stderr()).hasSize(1024 * 1024);
        assertThat(outcome.truncated()).isTrue();
        assertThat(outcome.ok()).isTrue();
    }

    @Test
    void outputArrivesWhileTheCommandRuns() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        var ended = new CompletableFuture<Outcome>();
        Path go = folder.resolve("go");
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                ended.complete(
                                        host.stream(
                                                shell(
                                                        "echo first; until [ -e "
                                                                + go
                                                                + " ]; do sleep 0.1; done"),
                                                (from, bytes) ->
                                                        lines.add(from + new String(bytes))));
                            } catch (RemoteException | InterruptedException e) {
                                ended.completeExceptionally(e);
                            }
                        });
        assertThat(lines.take()).isEqualTo("OUTfirst\n");
        assertThat(ended).isNotDone();
        Files.createFile(go);
        assertThat(ended.get().stdout()).isEmpty();
    }

    @Test
    void aCommandThatTakesTooLongIsEndedOnTheHostAsWell() throws Exception {
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
                                                "echo $$ > " + pid + "; exec sleep 300")));
        assertThat(failure.kind()).isEqualTo(Kind.COMMAND_TOO_LONG);
        Await.until(() -> !running(pid));
        assertThat(host.connected()).isTrue();
    }

    @Test
    void anInterruptedCallerEndsTheCommandAndLeavesTheConnectionOpen() throws Exception {
        Path pid = folder.resolve("pid");
        var thrown = new CompletableFuture<Throwable>();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        thrown.complete(
                                                catchThrowableOfType(
                                                        InterruptedException.class,
                                                        () ->
                                                                sh(
                                                                        "echo $$ > "
                                                                                + pid
                                                                                + "; exec sleep"
                                                                                + " 300"))));
        Await.until(() -> running(pid));
        caller.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        Await.until(() -> !running(pid));
        assertThat(sh("true").ok()).isTrue();
    }

    @Test
    void anErrorOfTheReaderEndsTheCommandAndIsHandedOn() throws Exception {
        assertThatThrownBy(
                        () ->
                                host.stream(
                                        shell("echo x; exec sleep 300"),
                                        (from, bytes) -> {
                                            throw new IllegalStateException("reader");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("reader");
        assertThat(sh("true").ok()).isTrue();
    }

    @Test
    void aCutCableDuringACommandIsALostConnection() throws Exception {
        RemoteException failure =
                catchThrowableOfType(
                        RemoteException.class,
                        () ->
                                host.stream(
                                        shell("echo x; exec sleep 300"),
                                        (from, bytes) -> cable.cut()));
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        Await.until(() -> !host.connected());
        assertThat(kind(() -> sh("true"))).isEqualTo(Kind.LOST);
        assertThat(kind(() -> host.roundTrip())).isEqualTo(Kind.LOST);
        assertThat(kind(() -> host.tunnel("127.0.0.1", 1))).isEqualTo(Kind.LOST);
        assertThat(kind(() -> host.write(folder + "/x", new byte[0], 0600))).isEqualTo(Kind.LOST);
    }

    @Test
    void aDeadLinkIsNoticed() throws Exception {
        RemoteException failure =
                catchThrowableOfType(
                        RemoteException.class,
                        () ->
                                host.stream(
                                        shell("echo x; exec sleep 300"),
                                        (from, bytes) -> cable.freeze()));
        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(host.connected()).isFalse();
    }

    @Test
    void theWordsOfAnExpiredAccountAreUnderstood() {
        assertThat(
                        kind(
                                () ->
                                        sh(
                                                "echo 'Password change required but no TTY"
                                                        + " available.' >&2; exit 1")))
                .isEqualTo(Kind.PASSWORD_EXPIRED);
    }

    @Test
    void moreCommandsThanSessionsWaitForEachOther() throws Exception {
        var results = new LinkedBlockingQueue<Boolean>();
        for (int i = 0; i < 30; i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    results.add(sh("sleep 0.2").ok());
                                } catch (RemoteException | InterruptedException e) {
                                    results.add(false);
                                }
                            });
        }
        for (int i = 0; i < 30; i++) {
            assertThat(results.take()).isTrue();
        }
    }

    @Test
    void aFileIsReplacedWithItsMode() throws Exception {
        Files.writeString(folder.resolve("vars.sh"), "old");
        host.write("/vars.sh", "새 내용".getBytes(StandardCharsets.UTF_8), 0640);
        assertThat(folder.resolve("vars.sh")).hasContent("새 내용");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("vars.sh"))))
                .isEqualTo("rw-r-----");
        host.write("~/new.sh", "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), 0600);
        assertThat(folder.resolve("new.sh")).hasSize(1_000_000);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() {
        assertThat(kind(() -> host.write("/none/vars.sh", new byte[1], 0600))).isEqualTo(Kind.FILE);
    }

    @Test
    void theTunnelLeadsToItsAddressAndNowhereElse() throws Exception {
        try (var target = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                Host.Tunnel tunnel = host.tunnel("127.0.0.1", target.getLocalPort())) {
            Thread.ofVirtual().start(() -> echo(target));
            String address = "127.0.0.1:" + target.getLocalPort();
            try (Socket socket = dial(tunnel.proxy())) {
                assertThat(request(socket, "CONNECT " + address)).contains(" 200 ");
                socket.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("ping");
            }
            for (String other :
                    List.of(
                            "CONNECT 127.0.0.1:" + server.port(),
                            "CONNECT localhost:" + target.getLocalPort(),
                            "CONNECT " + address + "@evil:1",
                            "GET http://" + address + "/",
                            "nonsense")) {
                try (Socket socket = dial(tunnel.proxy())) {
                    assertThat(request(socket, other)).contains(" 403 ");
                }
            }
        }
    }

    @Test
    void aClosedTunnelAnswersNobody() throws Exception {
        Host.Tunnel tunnel = host.tunnel("127.0.0.1", server.port());
        URI proxy = tunnel.proxy();
        tunnel.close();
        Await.until(() -> refused(proxy));
    }

    @Test
    void aTunnelEndsWithItsConnection() throws Exception {
        Host.Tunnel tunnel = host.tunnel("127.0.0.1", server.port());
        cable.cut();
        Await.until(() -> refused(tunnel.proxy()));
    }

    private static boolean refused(URI proxy) throws java.io.IOException {
        try (Socket socket = dial(proxy)) {
            return !socket.isConnected();
        } catch (java.net.ConnectException ended) {
            return true;
        }
    }

    @Test
    void aRoundTripIsMeasured() throws Exception {
        assertThat(host.roundTrip()).isPositive().isLessThan(LONG);
    }

    private Outcome sh(String script) throws RemoteException, InterruptedException {
        return host.run(shell(script));
    }

    private static Command shell(String script) {
        return Command.of(LONG, "sh", "-c", script);
    }

    private static Kind kind(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(RemoteException.class, call).kind();
    }

    private static boolean running(Path pidFile) throws Exception {
        if (!Files.exists(pidFile) || Files.size(pidFile) == 0) {
            return false;
        }
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static Socket dial(URI proxy) throws java.io.IOException {
        return new Socket(InetAddress.ofLiteral(proxy.getHost()), proxy.getPort());
    }

    /// @return the head of the answer
    private static String request(Socket socket, String line) throws java.io.IOException {
        socket.getOutputStream()
                .write((line + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void echo(ServerSocket target) {
        try (Socket caller = target.accept()) {
            caller.getInputStream().transferTo(caller.getOutputStream());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
