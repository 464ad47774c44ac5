package org.kpaas.edge.installer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Script;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Both scripts on loopback, under each shell that hosts have.
@Timeout(120)
final class ProbeScriptsTest {
    private static Process start(String shell, String script, String... arguments)
            throws IOException {
        List<String> argv = new ArrayList<>(List.of(shell.split(" ")));
        assumeTrue(
                List.of("/bin/", "/usr/bin/").stream()
                        .anyMatch(it -> Files.isExecutable(Path.of(it + argv.getFirst()))),
                "no " + shell + " here");
        argv.addAll(List.of("-s", "--"));
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv).start();
        try (var stdin = process.outputWriter()) {
            stdin.write(Script.named(script).body());
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
        int port = freePort();
        int other = freePort();
        String tcp = "tcp:127.0.0.1:" + port;
        String udp = "udp:127.0.0.1:" + port;
        Process listener = start(shell, "listen", "30", "c0ffee", tcp, udp);
        try (var lines = listener.inputReader()) {
            assertThat(until(lines, "listen.ready=yes"))
                    .containsExactly(
                            "listen.tcp.127.0.0.1:" + port + "=ready",
                            "listen.udp.127.0.0.1:" + port + "=ready");
            Process second = start(shell, "listen", "1", "c0ffee", tcp);
            assertThat(until(second.inputReader(), "listen.ready=yes"))
                    .containsExactly("listen.tcp.127.0.0.1:" + port + "=in-use");
            Process source =
                    start(shell, "connect", "2", "c0ffee", tcp, udp, "tcp:127.0.0.1:" + other);
            assertThat(until(source.inputReader(), "connect.end=yes"))
                    .containsExactly(
                            "tcp.127.0.0.1:" + port + "=open",
                            "tcp.127.0.0.1:" + port + ".nonce=yes",
                            "udp.127.0.0.1:" + port + "=open",
                            "udp.127.0.0.1:" + port + ".nonce=yes",
                            "tcp.127.0.0.1:" + other + "=refused");
        }
        // nobody reads any more: it has to end long before its thirty seconds
        listener.waitFor();
        assertThat(freed(port)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void wrongArgumentsAreRefused(String shell) throws Exception {
        assertThat(start(shell, "listen", "31", "c0ffee", "tcp:127.0.0.1:9").waitFor())
                .isEqualTo(64);
        assertThat(start(shell, "listen", "5", "x;id", "tcp:127.0.0.1:9").waitFor()).isEqualTo(64);
        assertThat(start(shell, "connect", "2", "c0ffee", "tcp:$(id):9").waitFor()).isEqualTo(64);
        assertThat(start(shell, "connect", "11", "c0ffee", "tcp:127.0.0.1:9").waitFor())
                .isEqualTo(64);
    }

    private static boolean freed(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
