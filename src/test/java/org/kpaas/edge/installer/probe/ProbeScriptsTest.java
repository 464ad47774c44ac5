package org.kpaas.edge.installer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Script;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Both ends on loopback, under each shell that hosts have, with the best tools and with what poor hosts have.
@Timeout(120)
final class ProbeScriptsTest {
    private static final List<String> BASICS = List.of("timeout", "cat", "grep", "tr", "sleep");

    private static final String EVERYTHING = "/usr/bin:/bin";

    @TempDir private Path folder;

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/bin/", "/bin/")
                .map(it -> Path.of(it + name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A host that has nothing but these programs.
    private String only(List<String> programs) throws IOException {
        for (String name : Stream.concat(BASICS.stream(), programs.stream()).toList()) {
            Optional<Path> program = program(name);
            assumeTrue(program.isPresent(), "no " + name + " here");
            Path wrapper = folder.resolve(name);
            Files.writeString(wrapper, "#!/bin/sh\nexec " + program.get() + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder.toString();
    }

    private static Process on(String path, String shell, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(shell.split(" ")));
        Optional<Path> program = program(argv.getFirst());
        assumeTrue(program.isPresent(), "no " + shell + " here");
        argv.set(0, program.get().toString());
        argv.addAll(List.of("-s", "--"));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        try (var stdin = process.outputWriter()) {
            stdin.write(Script.named("probe").body());
        } catch (IOException refusedEarly) {
            // it ends before it has read everything when an argument is wrong
        }
        return process;
    }

    private static List<String> until(BufferedReader lines, String last) throws IOException {
        var read = new ArrayList<String>();
        String line = lines.readLine();
        while (line != null && !line.equals(last)) {
            read.add(line);
            line = lines.readLine();
        }
        return read;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void bothEndsMeet(String shell) throws Exception {
        meet(EVERYTHING, shell, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void socatStandsInForPython(String shell) throws Exception {
        meet(only(List.of("socat", "bash", "sh")), shell, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void netcatStandsInForTcpOnly(String shell) throws Exception {
        meet(only(List.of("nc", "bash")), shell, false);
    }

    /// @param whole whether datagrams and the nonce work too
    private static void meet(String path, String shell, boolean whole) throws Exception {
        int port = freePort();
        int other = freePort();
        String there = "127.0.0.1:" + port;
        String tcp = "tcp:" + there;
        String udp = "udp:" + there;
        String nobody = "tcp:127.0.0.1:" + other;
        Process listener =
                on(path, shell, "listen", "30", "c0ffee", tcp, udp, "tcp:192.0.2.1:" + port);
        try (var lines = listener.inputReader()) {
            assertThat(until(lines, "listen.ready=yes"))
                    .containsExactly(
                            "listen.tcp." + there + "=ready",
                            "listen.udp." + there + (whole ? "=ready" : "=no-tool"),
                            "listen.tcp.192.0.2.1:" + port + "=no-address");
            Process second = on(path, shell, "listen", "1", "c0ffee", tcp);
            assertThat(until(second.inputReader(), "listen.ready=yes"))
                    .containsExactly("listen.tcp." + there + "=in-use");
            Process source =
                    on(path, shell, "connect", "2", "c0ffee", tcp, nobody, "tcp:no.invalid:9");
            assertThat(until(source.inputReader(), "connect.end=yes"))
                    .contains("tcp." + there + "=open")
                    .contains("tcp.127.0.0.1:" + other + "=refused", "tcp.no.invalid:9=no-name")
                    .filteredOn(it -> it.equals("tcp." + there + ".nonce=yes"))
                    .hasSize(whole ? 1 : 0);
            if (whole) {
                source = on(path, shell, "connect", "2", "c0ffee", udp, "udp:127.0.0.1:1");
                assertThat(until(source.inputReader(), "connect.end=yes"))
                        .containsExactlyInAnyOrder(
                                "udp." + there + "=open",
                                "udp." + there + ".nonce=yes",
                                "udp.127.0.0.1:1=refused");
            }
        }
        // nobody reads any more: it has to end long before its thirty seconds
        listener.waitFor();
        awaitFree(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void aHostWithoutToolsSaysSo(String shell) throws Exception {
        String path = only(List.of());
        Process listener = on(path, shell, "listen", "5", "c0ffee", "tcp:127.0.0.1:9");
        assertThat(until(listener.inputReader(), "listen.ready=yes"))
                .containsExactly("listen.tcp.127.0.0.1:9=no-tool");
        assertThat(listener.waitFor()).isZero();
        Process source = on(path, shell, "connect", "1", "c0ffee", "udp:127.0.0.1:9");
        assertThat(until(source.inputReader(), "connect.end=yes"))
                .containsExactly("udp.127.0.0.1:9=not-tried");
    }

    @ParameterizedTest
    @CsvSource({
        "listen, 31, c0ffee, tcp:127.0.0.1:9",
        "listen, 5, x;id, tcp:127.0.0.1:9",
        "listen, 5, c0ffee, tcp:localhost:9",
        "listen, 5, c0ffee, tcp:127.0.0.1:65536",
        "connect, 2, c0ffee, tcp:$(id):9",
        "connect, 2, c0ffee, tcp:-x:9",
        "connect, 2, c0ffee, tcp:127.0.0.1:010",
        "connect, 2, c0ffee, icmp:127.0.0.1:9",
        "connect, 11, c0ffee, tcp:127.0.0.1:9",
        "send, 2, c0ffee, tcp:127.0.0.1:9"
    })
    void wrongArgumentsAreRefused(String verb, String seconds, String nonce, String target)
            throws Exception {
        for (String shell : List.of("dash", "bash", "busybox sh")) {
            assertThat(on(EVERYTHING, shell, verb, seconds, nonce, target).waitFor()).isEqualTo(64);
        }
    }

    private static void awaitFree(int port) {
        while (!isFree(port)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
