package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.app.Launcher;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// How much longer the platform's script takes through us than typed by hand, on new hosts of `src/lab` each time: guard,
/// callback plugin, gate and looks included; the release's pause is the minute that it is there. Both are timed on the control plane, from the script's first command to its
/// last. The hosts share one processor and the laptop has another, as it is a machine of its own in the field; both are
/// scheduled before everything else that runs here. The logs
/// of the last round are left in `target/run-bench`. `mvn -q -Pbench -Dbench=bench/RunBench`, as root on an idle machine; another number of rounds with
/// `-Dapp.args=5`.
final class RunBench {
    private static final int ROUNDS = 3;
    private static final Path SCRIPTS = Path.of("src", "lab").toAbsolutePath();
    private static final Path STATE = Path.of("/run/kpaas-lab");
    private static final Path LOGS = Path.of("target", "run-bench");
    private static final List<String> EDGES = List.of("cp-edge-1", "cp-edge-2");
    private static final String VIP = "10.77.0.50";

    private static final String BY_HAND =
            """
            cat >cp-deployment/standalone/cp-edge-vars.sh <<'END'
            export CLOUDCORE_PRIVATE_VIP=10.77.0.50
            export CLOUDCORE_VIP=10.77.0.50
            export CLOUDCORE1_NODE_HOSTNAME=cp-master
            export CLOUDCORE2_NODE_HOSTNAME=cp-worker-1
            export EDGE_HOSTS=2
            export EDGE1_NODE_HOSTNAME=cp-edge-1
            export EDGE1_NODE_PUBLIC_IP=10.77.0.21
            export EDGE2_NODE_HOSTNAME=cp-edge-2
            export EDGE2_NODE_PUBLIC_IP=10.77.0.22
            END
            cd cp-deployment/standalone
            date +%s.%N >/tmp/began
            source deploy-cp-edge.sh
            date +%s.%N >/tmp/ended
            """;

    private RunBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        var ours = new ArrayList<Double>();
        var hand = new ArrayList<Double>();
        try {
            for (int round = 0; round < rounds; round++) {
                hand.add(timed(RunBench::byHand, "/tmp/began", "/tmp/ended", "cat"));
                ours.add(
                        timed(
                                RunBench::throughUs,
                                "/home/ubuntu/.kpaas-edge-installer/jobs/*/pid",
                                "/home/ubuntu/.kpaas-edge-installer/jobs/*/exit",
                                "stat -c %.9Y"));
                System.out.printf(
                        "by hand %.2f s, through us %.2f s%n", hand.getLast(), ours.getLast());
            }
        } finally {
            run(List.of(SCRIPTS.resolve("down").toString()), "");
        }
        System.out.printf(
                "medians of %d rounds: by hand %.2f s, through us %.2f s, ratio %.3f%n",
                rounds, median(hand), median(ours), median(ours) / median(hand));
    }

    private static double timed(Deployment deployment, String began, String ended, String read)
            throws Exception {
        run(List.of(SCRIPTS.resolve("down").toString()), "");
        run(
                List.of(
                        "taskset",
                        "-c",
                        "0",
                        "chrt",
                        "-r",
                        "2",
                        "env",
                        "LAB_EMULATED=0",
                        "LAB_PAUSE_SECONDS=60",
                        SCRIPTS.resolve("up").toString()),
                "");
        deployment.run();
        return read(ended, read) - read(began, read);
    }

    private static double read(String path, String read) throws Exception {
        return Double.parseDouble(onControlPlane(read + " " + path).strip());
    }

    private static String onControlPlane(String line) throws Exception {
        return run(List.of(SCRIPTS.resolve("on").toString(), "cp-master", "sh", "-c", line), "");
    }

    private static void byHand() throws Exception {
        String log =
                run(
                        List.of(
                                "taskset",
                                "-c",
                                "1",
                                SCRIPTS.resolve("on").toString(),
                                "laptop",
                                "ssh",
                                "-i",
                                STATE.resolve("laptop_key").toString(),
                                "-o",
                                "UserKnownHostsFile=" + STATE.resolve("known_hosts"),
                                "ubuntu@10.77.0.10",
                                "bash -l"),
                        BY_HAND);
        keep("by-hand.log", log);
    }

    private static void throughUs() throws Exception {
        Path home = Files.createTempDirectory("run-bench");
        Path file = home.resolve("site.json");
        SiteFile.save(file, site());
        var command = new ArrayList<String>();
        command.addAll(
                List.of("taskset", "-c", "1", "chrt", "-r", "1", SCRIPTS.resolve("on").toString()));
        command.addAll(
                List.of(
                        "laptop",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        "deploy",
                        "--yes",
                        "--no-probe",
                        "--accept-warnings=a benchmark",
                        "--site=" + file));
        for (String line : Files.readAllLines(STATE.resolve("known_hosts"))) {
            byte[] key = Base64.getDecoder().decode(line.split(" ", -1)[2]);
            byte[] sum = java.security.MessageDigest.getInstance("SHA-256").digest(key);
            command.add(
                    "--accept-host-key=SHA256:"
                            + Base64.getEncoder().withoutPadding().encodeToString(sum));
        }
        run(command, "");
        keep("through-us.log", onControlPlane("cat /home/ubuntu/.kpaas-edge-installer/jobs/*/log"));
    }

    private static void keep(String name, String log) throws IOException {
        Files.createDirectories(LOGS);
        Files.writeString(LOGS.resolve(name), log);
    }

    private static Site site() {
        var key = new Credential.KeyFile(STATE.resolve("laptop_key").toString());
        var edges = new ArrayList<EdgeNode>();
        for (String name : EDGES) {
            edges.add(
                    new EdgeNode(
                            new HostName(name),
                            new Ipv4("10.77.0.2" + name.charAt(name.length() - 1)),
                            Port.SSH,
                            "ubuntu",
                            key,
                            EdgeNode.Route.DIRECT));
        }
        var cloudCore =
                new CloudCore(
                        Exposure.INTERFACE,
                        new Ipv4(VIP),
                        new Ipv4(VIP),
                        new HostName("cp-master"),
                        new HostName("cp-worker-1"));
        return Site.of("lab", new Access("10.77.0.10", Port.SSH, "ubuntu", key, Optional.empty()))
                .with(cloudCore)
                .withEdges(edges);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String run(List<String> command, String stdin) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + "\n" + text);
        }
        return text;
    }

    private interface Deployment {
        void run() throws Exception;
    }
}
