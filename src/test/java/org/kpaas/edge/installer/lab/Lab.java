package org.kpaas.edge.installer.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The hosts of `src/lab`: cp-master, cp-worker-1, cp-edge-1, cp-edge-2 and so on, on 10.77.0.0/24, and the laptop's network.
final class Lab implements AutoCloseable {
    static final String CONTROL_PLANE = "cp-master";
    static final String CONTROL_PLANE_ADDRESS = "10.77.0.10";
    static final String VIP = "10.77.0.50";
    private static final Path SCRIPTS = Path.of("src", "lab").toAbsolutePath();
    private static final Path STATE = Path.of("/run/kpaas-lab");
    private static final int UNFIT = 77;

    private final List<String> edges;

    private Lab(List<String> edges) {
        this.edges = List.copyOf(edges);
    }

    /// New hosts, two edge nodes among them.
    static Lab fresh(int pauseSeconds) throws IOException, InterruptedException {
        return fresh(pauseSeconds, 2, 1);
    }

    /// New hosts with quick edge nodes, which only say that they are arm64.
    static Lab plain(int pauseSeconds, int edges) throws IOException, InterruptedException {
        return fresh(pauseSeconds, edges, 0);
    }

    /// New hosts on which nothing has been deployed. The test is skipped, with the reason, where a lab is not possible;
    /// with `KPAAS_LAB_REQUIRED` set it fails instead.
    ///
    /// @param pauseSeconds how long the release's "Pause keadm init" takes; a minute in reality
    /// @param edges        how many edge nodes
    /// @param emulated     how many of them really run arm64 programs, slowly; the others only say so
    private static Lab fresh(int pauseSeconds, int edges, int emulated)
            throws IOException, InterruptedException {
        boolean root =
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("user.name").equals("root");
        boolean required = System.getenv("KPAAS_LAB_REQUIRED") != null;
        assumeTrue(root || required, "the lab needs Linux and root");
        if (root) {
            run(List.of(SCRIPTS.resolve("down").toString()), "");
        }
        var up = new ProcessBuilder(SCRIPTS.resolve("up").toString());
        up.environment().put("LAB_EDGES", Integer.toString(edges));
        up.environment().put("LAB_EMULATED", Integer.toString(emulated));
        up.environment().put("LAB_PAUSE_SECONDS", Integer.toString(pauseSeconds));
        Done done = finish(up, "");
        assumeTrue(done.code() != UNFIT || required, done.text());
        if (done.code() != 0) {
            throw new IOException(done.text());
        }
        return new Lab(IntStream.rangeClosed(1, edges).mapToObj(n -> "cp-edge-" + n).toList());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of(SCRIPTS.resolve("down").toString()), "");
    }

    List<String> edges() {
        return edges;
    }

    /// The site as an engineer would describe it.
    Site site(Credential credential) {
        return site(credential, VIP, edges);
    }

    /// @param vip   of CloudCore
    /// @param names of the edge nodes in it
    Site site(Credential credential, String vip, List<String> names) {
        var controlPlane =
                new Access(
                        CONTROL_PLANE_ADDRESS,
                        Port.SSH,
                        "ubuntu",
                        credential,
                        java.util.Optional.empty());
        var nodes = new ArrayList<EdgeNode>();
        for (String name : names) {
            nodes.add(
                    new EdgeNode(
                            new HostName(name),
                            new Ipv4("10.77.0.2" + name.charAt(name.length() - 1)),
                            Port.SSH,
                            "ubuntu",
                            credential,
                            EdgeNode.Route.DIRECT));
        }
        var cloudCore =
                new CloudCore(
                        Exposure.INTERFACE,
                        new Ipv4(vip),
                        new Ipv4(vip),
                        new HostName("cp-master"),
                        new HostName("cp-worker-1"));
        return Site.of("lab", controlPlane).with(cloudCore).withEdges(nodes);
    }

    Credential key() {
        return new Credential.KeyFile(STATE.resolve("laptop_key").toString());
    }

    /// The password of `ubuntu` on every host.
    String password() throws IOException {
        return Files.readString(STATE.resolve("password")).strip();
    }

    /// A line out of the middle of a private key, as it would show in a file that should not hold it.
    String keyLine() throws IOException {
        return Files.readAllLines(STATE.resolve("laptop_key")).get(2);
    }

    /// The fingerprints of all host keys, as the console of each host would show them.
    Set<String> fingerprints() throws IOException {
        var prints = new HashSet<String>();
        for (String line : Files.readAllLines(STATE.resolve("known_hosts"))) {
            byte[] key = Base64.getDecoder().decode(line.split(" ", -1)[2]);
            prints.add(
                    "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(key)));
        }
        return prints;
    }

    /// Runs a shell line on a host as root, past SSH.
    String on(String host, String line) throws IOException, InterruptedException {
        return on(host, line, "");
    }

    String on(String host, String line, String stdin) throws IOException, InterruptedException {
        return run(List.of(SCRIPTS.resolve("on").toString(), host, "sh", "-c", line), stdin);
    }

    /// The ids of the jobs on the control plane, the oldest first.
    List<String> jobs() throws IOException, InterruptedException {
        return on(
                        CONTROL_PLANE,
                        "ls -tr /home/ubuntu/.kpaas-edge-installer/jobs 2>/dev/null || true")
                .lines()
                .toList();
    }

    String jobLog(String job) throws IOException, InterruptedException {
        return on(CONTROL_PLANE, "cat /home/ubuntu/.kpaas-edge-installer/jobs/" + job + "/log");
    }

    /// Waits, on the control plane itself, until a job's log has so many bytes, or the job has ended.
    void awaitJobLog(String job, long bytes) throws IOException, InterruptedException {
        on(
                CONTROL_PLANE,
                "cd /home/ubuntu/.kpaas-edge-installer/jobs/"
                        + job
                        + " && until [ -s exit ] || [ $(wc -c <log) -ge "
                        + bytes
                        + " ]; do sleep 0.1; done");
    }

    /// Waits, on the host itself, until a shell condition holds there.
    void awaitHost(String host, String condition) throws IOException, InterruptedException {
        on(
                host,
                "end=$(($(date +%s) + 180)); until "
                        + condition
                        + " >/dev/null; do [ $(date +%s) -lt $end ] || exit 1; sleep 0.1; done");
    }

    /// Makes every task of Ansible take longer, as over a slow link between the hosts; other logins are not slower.
    void slowAnsible(int seconds) throws IOException, InterruptedException {
        on(
                CONTROL_PLANE,
                "cat >/usr/local/bin/ssh && chmod 755 /usr/local/bin/ssh",
                """
                #!/bin/sh
                case $* in *ConnectionAttempts=100*) sleep %d ;; esac
                exec /usr/bin/ssh "$@"
                """
                        .formatted(seconds));
    }

    /// Ends every SSH session of the laptop on the control plane, as a crash of the server's side would. Waits for one
    /// where the laptop is only about to come back.
    void killSessions() throws IOException, InterruptedException {
        awaitHost(
                CONTROL_PLANE,
                "kill -KILL $(ss -Htnp state established 'sport = :22 and dst = 10.77.0.1'"
                        + " | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u) 2>&1");
    }

    /// Pulls or plugs the laptop's network cable. Nobody is told: packets just stop.
    void cable(boolean plugged) throws IOException, InterruptedException {
        cable("laptop", plugged);
    }

    void cable(String host, boolean plugged) throws IOException, InterruptedException {
        run(
                List.of(
                        "ip",
                        "-n",
                        "kpaas-lab-switch",
                        "link",
                        "set",
                        host,
                        plugged ? "up" : "down"),
                "");
    }

    /// A command of this machine with the laptop's network.
    List<String> onLaptop(List<String> command) {
        var all = new ArrayList<>(List.of(SCRIPTS.resolve("on").toString(), "laptop"));
        all.addAll(command);
        return all;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(List<String> command, String stdin)
            throws IOException, InterruptedException {
        Done done = finish(new ProcessBuilder(command), stdin);
        if (done.code() != 0) {
            throw new IOException(command + " ended with " + done.code() + ": " + done.text());
        }
        return done.text();
    }

    private static Done finish(ProcessBuilder builder, String stdin)
            throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!stdin.isEmpty()) {
                throw new UncheckedIOException(e);
            }
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), text);
    }

    private record Done(int code, String text) {}
}
