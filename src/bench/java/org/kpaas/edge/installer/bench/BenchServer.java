package org.kpaas.edge.installer.bench;

import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hosts on loopback, one port each: OpenSSH's server where it is installed, else one in this process.
final class BenchServer implements AutoCloseable {
    static final String USER = System.getProperty("user.name");

    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final int TRIES = 200;
    private static final int PAUSE_MS = 50;

    private final Path folder;
    private final List<Integer> ports;
    private final String name;
    private final List<AutoCloseable> running = new ArrayList<>();

    private BenchServer(Path folder, List<Integer> ports, String name) {
        this.folder = folder;
        this.ports = ports;
        this.name = name;
    }

    static BenchServer start(int hosts) throws Exception {
        boolean real = Files.isExecutable(SSHD);
        var server =
                new BenchServer(
                        Files.createTempDirectory("kpaas-bench"),
                        freePorts(hosts),
                        real ? "OpenSSH's sshd" : "a server in this process");
        KeyPair user = server.write("id");
        KeyPair host = server.write("host");
        if (real) {
            server.openSsh();
        } else {
            server.inProcess(user, host);
        }
        return server;
    }

    Path folder() {
        return folder;
    }

    Path key() {
        return folder.resolve("id");
    }

    List<Integer> ports() {
        return ports;
    }

    String describe(int rounds) {
        return "%d hosts behind %s, %d rounds, %d processors"
                .formatted(ports.size(), name, rounds, Runtime.getRuntime().availableProcessors());
    }

    /// Bash reads its user's start files when sshd runs it as the outermost shell; those of whoever runs a benchmark can
    /// take longer than all that is measured.
    private void openSsh() throws Exception {
        Files.createDirectories(Path.of(USER.equals("root") ? "/run/sshd" : folder.toString()));
        String listen =
                ports.stream()
                        .map(port -> "ListenAddress 127.0.0.1:" + port + "\n")
                        .collect(Collectors.joining());
        Path config =
                Files.writeString(
                        folder.resolve("sshd_config"),
                        listen
                                + "HostKey "
                                + folder.resolve("host")
                                + "\nAuthorizedKeysFile "
                                + folder.resolve("id.pub")
                                + "\nPidFile none\nStrictModes no\nUsePAM no\nUseDNS no\n"
                                + "PermitRootLogin yes\nMaxStartups 500\nLogLevel QUIET\n"
                                + "SetEnv APT_CONFIG="
                                + packageCache()
                                + " SHLVL=1\n");
        // the limit of listening addresses is 16 per process, so there are several
        for (String part : parts(Files.readString(config))) {
            Path file = Files.createTempFile(folder, "sshd", ".conf");
            Files.writeString(file, part);
            Process process =
                    new ProcessBuilder(SSHD.toString(), "-D", "-f", file.toString())
                            .inheritIO()
                            .start();
            running.add(
                    () -> {
                        process.destroy();
                        process.waitFor();
                    });
        }
        for (int port : ports) {
            awaitListening(port);
        }
    }

    /// Ubuntu and Debian keep apt's cache of all packages; where a container image has switched that off, apt would read
    /// every list anew at each question, which no real host does.
    private Path packageCache() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("apt.conf.d"));
        return Files.writeString(
                folder.resolve("apt.conf"),
                "Dir::Etc::Parts \"%s\";\nDir::Cache::pkgcache \"%s\";\nDir::Cache::srcpkgcache \"%s\";\n"
                        .formatted(
                                parts,
                                folder.resolve("pkgcache.bin"),
                                folder.resolve("srcpkgcache.bin")));
    }

    /// sshd takes at most 16 addresses.
    private static List<String> parts(String config) {
        List<String> listen =
                config.lines().filter(line -> line.startsWith("ListenAddress")).toList();
        String rest =
                config.lines()
                        .filter(line -> !line.startsWith("ListenAddress"))
                        .collect(Collectors.joining("\n", "\n", "\n"));
        var parts = new ArrayList<String>();
        for (int i = 0; i < listen.size(); i += 16) {
            parts.add(String.join("\n", listen.subList(i, Math.min(i + 16, listen.size()))) + rest);
        }
        return parts;
    }

    private void inProcess(KeyPair user, KeyPair host) throws IOException {
        for (int port : ports) {
            SshServer server = SshServer.setUpDefaultServer();
            server.setHost("127.0.0.1");
            server.setPort(port);
            server.setKeyPairProvider(KeyPairProvider.wrap(host));
            server.setPublickeyAuthenticator((name, key, session) -> key.equals(user.getPublic()));
            server.setCommandFactory(
                    (channel, line) ->
                            new ProcessShellFactory(line, "/bin/sh").createShell(channel));
            server.start();
            running.add(() -> server.stop(true));
        }
    }

    private KeyPair write(String file) throws GeneralSecurityException, IOException {
        KeyPair pair = SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
        Path path = folder.resolve(file);
        Files.createFile(
                path,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        try (OutputStream secret = Files.newOutputStream(path);
                OutputStream open = Files.newOutputStream(folder.resolve(file + ".pub"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "bench", null, secret);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair, "bench", open);
        }
        return pair;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                var socket = new ServerSocket();
                sockets.add(socket);
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void awaitListening(int port) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(PAUSE_MS);
            }
        }
        throw new IllegalStateException("sshd does not listen on port " + port);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable server : running) {
            server.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
