package org.kpaas.edge.installer.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Hosts for the probe: a network, process, mount and host name space each, with OpenSSH's own server, on this machine's
/// file system. Two networks, that of the cluster with this machine as the laptop, and that of the edges, with a router
/// between them. Its names begin with `kp-probe-`; nothing is left when it is closed.
final class Namespaces implements AutoCloseable {
    static final String LAPTOP = "10.213.47.1";
    static final String USER = "ubuntu";
    static final String ROUTER = "router";
    private static final String PREFIX = "kp-probe-";
    private static final String CLUSTER = "10.213.47.";
    private static final String EDGES = "10.213.48.";
    private static final List<String> PROGRAMS =
            List.of("nft", "ip", "unshare", "ssh", "ssh-keygen", "socat", "python3");
    private static final List<String> POOR =
            List.of("sh", "bash", "timeout", "socat", "cat", "grep", "tr", "sleep");

    private final Path folder;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Process> servers = new ArrayList<>();

    private Namespaces(Path folder) {
        this.folder = folder;
    }

    /// Both networks with a router, and this machine in the first. The test is skipped, with the reason, where that is not
    /// possible; with `KPAAS_LAB_REQUIRED` set it fails instead.
    static Namespaces up() throws IOException, InterruptedException {
        boolean root =
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("user.name").equals("root");
        boolean required = System.getenv("KPAAS_LAB_REQUIRED") != null;
        assumeTrue(root || required, "namespaces need Linux and root");
        for (String program : PROGRAMS) {
            assumeTrue(here(program) || required, "no " + program + " here");
        }
        var up = new Namespaces(Files.createTempDirectory(Path.of("/run"), PREFIX));
        up.down();
        try {
            up.networks();
        } catch (IOException | InterruptedException e) {
            up.close();
            throw e;
        }
        return up;
    }

    private static boolean here(String program) {
        return Stream.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
                .anyMatch(it -> Files.isExecutable(Path.of(it + program)));
    }

    private void networks() throws IOException, InterruptedException {
        Files.createDirectories(Path.of("/run/sshd"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String key : List.of("laptop", "control-plane", "host")) {
            run("", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/" + key);
        }
        Files.writeString(
                folder.resolve("authorized_keys"),
                Files.readString(folder.resolve("laptop.pub"))
                        + Files.readString(folder.resolve("control-plane.pub")));
        users();
        poorTools();
        shell(
                """
                ip netns add P-switch
                for bridge in cluster edges; do
                    ip -n P-switch link add $bridge type bridge
                    ip -n P-switch link set $bridge up
                done
                ip link add P-laptop type veth peer name laptop netns P-switch
                ip -n P-switch link set laptop master cluster up
                ip addr add %s/24 dev P-laptop
                ip link set P-laptop up
                ip route add 10.213.48.0/24 via 10.213.47.254
                """
                        .formatted(LAPTOP));
        namespace(ROUTER, CLUSTER + "254");
        shell(
                """
                ip -n P-router link add eth1 type veth peer name router1 netns P-switch
                ip -n P-switch link set router1 master edges up
                ip -n P-router addr add 10.213.48.254/24 dev eth1
                ip -n P-router link set eth1 up
                ip netns exec P-router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
                """);
    }

    /// Files that stand in front of this machine's own within the hosts, with a login name that has no password.
    private void users() throws IOException {
        for (String file : List.of("passwd", "shadow", "group")) {
            String entry =
                    switch (file) {
                        case "passwd" -> ":x:4711:4711::" + folder + "/home:/bin/bash\n";
                        case "shadow" -> ":*:20000:0:99999:7:::\n";
                        default -> ":x:4711:\n";
                    };
            String all = Files.readString(Path.of("/etc", file)) + USER + entry;
            Files.writeString(
                    folder.resolve(file), all.replace(":/root:", ":" + folder + "/root:"));
        }
        home("home", 4711);
        home("root", 0);
    }

    private void home(String name, int uid) throws IOException {
        Path ssh = Files.createDirectories(folder.resolve(name).resolve(".ssh"));
        Path key = ssh.resolve("id_ed25519");
        Files.copy(folder.resolve("control-plane"), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path known = ssh.resolve("known_hosts");
        Files.writeString(known, CLUSTER + "* " + Files.readString(folder.resolve("host.pub")));
        for (Path path : List.of(ssh.getParent(), ssh, key, known)) {
            Files.setAttribute(path, "unix:uid", uid);
        }
    }

    /// What a host without python3 has.
    private void poorTools() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : POOR) {
            Path program =
                    Stream.of("/bin/", "/usr/bin/")
                            .map(it -> Path.of(it + name))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow();
            Path wrapper = tools.resolve(name);
            Files.writeString(wrapper, "#!/bin/sh\nexec " + program + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void namespace(String name, String address) throws IOException, InterruptedException {
        addresses.put(name, address);
        String bridge = address.startsWith(EDGES) ? "edges" : "cluster";
        shell(
                """
                ip netns add P-NAME
                ip -n P-NAME link set lo up
                ip -n P-NAME link add eth0 type veth peer name NAME netns P-switch
                ip -n P-switch link set dev NAME master BRIDGE up
                ip -n P-NAME addr add ADDRESS/24 dev eth0
                ip -n P-NAME link set eth0 up
                """
                        .replace("NAME", name)
                        .replace("BRIDGE", bridge)
                        .replace("ADDRESS", address));
    }

    /// A host of the cluster's network.
    ///
    /// @param last the last number of its address
    /// @param poor whether it has to do without python3
    String node(String name, int last, boolean poor) throws IOException, InterruptedException {
        return host(name, CLUSTER, last, poor);
    }

    /// A host of the edges' network.
    String edge(String name, int last, boolean poor) throws IOException, InterruptedException {
        return host(name, EDGES, last, poor);
    }

    private String host(String name, String network, int last, boolean poor)
            throws IOException, InterruptedException {
        String address = network + last;
        namespace(name, address);
        shell(
                "ip -n P-NAME route add default via NET254"
                        .replace("NAME", name)
                        .replace("NET", network));
        Path config =
                Files.writeString(
                        folder.resolve(name + ".sshd"),
                        "HostKey %s/host\nAuthorizedKeysFile %s/authorized_keys\n"
                                        .formatted(folder, folder)
                                + "PidFile none\nStrictModes no\nUsePAM no\nUseDNS no\n"
                                + "PermitRootLogin prohibit-password\n"
                                + (poor ? "SetEnv PATH=" + folder + "/tools\n" : ""));
        String init =
                "hostname %s; for f in passwd shadow group; do mount --bind %s/$f /etc/$f; done; exec /usr/sbin/sshd -D -f %s"
                        .formatted(name, folder, config);
        var builder =
                new ProcessBuilder(
                        inside(
                                name,
                                "unshare",
                                "--mount",
                                "--uts",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc",
                                "sh",
                                "-c",
                                init));
        servers.add(
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start());
        await(() -> listeners(name).contains("tcp 00000000:0016"));
        return address;
    }

    /// Another address of a host.
    void also(String name, String address) throws IOException, InterruptedException {
        shell("ip -n P-" + name + " addr add " + address + "/32 dev eth0");
    }

    Path laptopKey() {
        return folder.resolve("laptop");
    }

    /// Replaces the packet filter of a host, or of the router.
    void rules(String name, String tables) throws IOException, InterruptedException {
        run("flush ruleset\n" + tables, inside(name, "nft", "-f", "-"));
    }

    /// A program on a host, past SSH, as root. It ends with [Process#destroy].
    Process start(String name, String... argv) throws IOException {
        return new ProcessBuilder(inside(name, argv))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Runs a shell line with a host's network to its end.
    String on(String name, String line) throws IOException, InterruptedException {
        return run("", inside(name, "sh", "-c", line));
    }

    /// Ends processes of a host at once, by a part of their command line.
    void kill(String name, String part) throws IOException, InterruptedException {
        for (String pid : run("", "ip", "netns", "pids", PREFIX + name).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid))
                    .filter(it -> commandLine(it.pid()).contains(part))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    /// What listens on a host, by the kernel's table: `tcp 0100007F:0016`, `udp 00000000:12B5`. The addresses are
    /// hexadecimal, their bytes in this machine's order.
    Set<String> listeners(String name) throws IOException, InterruptedException {
        String awk = "awk -v kind=%s '$4 == \"%s\" { print kind, $2 }' /proc/net/%s /proc/net/%s6";
        String both =
                awk.formatted("tcp", "0A", "tcp", "tcp")
                        + "; "
                        + awk.formatted("udp", "07", "udp", "udp");
        return new TreeSet<>(on(name, both).lines().toList());
    }

    /// Waits for a condition; a test that waits too long is ended by its own limit.
    static void await(Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            Thread.sleep(50);
        }
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static String[] inside(String name, String... argv) {
        return Stream.concat(Stream.of("ip", "netns", "exec", PREFIX + name), Arrays.stream(argv))
                .toArray(String[]::new);
    }

    private static void shell(String lines) throws IOException, InterruptedException {
        run("", "sh", "-ec", lines.replace("P-", PREFIX));
    }

    private static String run(String stdin, String... argv)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + said);
        }
        return said;
    }

    /// Those of a run that was killed, too.
    private void down() throws IOException, InterruptedException {
        shell(
                """
                ip netns list | awk '/^P-/ { print $1 }' | while read -r name; do
                    ip netns pids "$name" | xargs -r kill -KILL || true
                    ip netns del "$name"
                done
                ip link del P-laptop 2> /dev/null || true
                """);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly();
        }
        for (Process server : servers) {
            server.waitFor();
        }
        down();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
