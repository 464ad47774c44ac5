package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// How long a look at many hosts takes: one connection and one command on each, all at once, by our own code and by one
/// process of the OpenSSH client per host. Run with `mvn -q -Pbench`, on an idle machine; another number of hosts and
/// rounds with `-Dapp.args="20 7"`.
///
/// Both sides log in with the same key on the same servers, whose keys are known. The first round of ours starts with
/// cold code, as after the start of the product, and is shown by itself.
final class SshBench {
    private static final int HOSTS = 50;
    private static final int ROUNDS = 9;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private SshBench() {}

    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : HOSTS;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        try (BenchServer server = BenchServer.start(hosts)) {
            System.out.printf(
                    "%d hosts behind %s, %d rounds, %d processors%n",
                    hosts, server.name(), rounds, Runtime.getRuntime().availableProcessors());
            var ours = new long[rounds];
            var theirs = new long[rounds];
            ours(server); // the host keys become known
            for (int round = 0; round < rounds; round++) {
                ours[round] = millis(() -> ours(server));
                theirs[round] = server.hasClient() ? millis(() -> theirs(server)) : 0;
                System.out.printf(
                        "round %d: ours %d ms, ssh %d ms%n", round + 1, ours[round], theirs[round]);
            }
            report(ours, theirs, server.hasClient());
        }
    }

    private static void report(long[] ours, long[] theirs, boolean compared) {
        System.out.printf("ours: first %d ms, median %d ms%n", ours[0], median(ours));
        if (!compared) {
            System.out.println("no OpenSSH client here to compare with");
            return;
        }
        System.out.printf("ssh:  first %d ms, median %d ms%n", theirs[0], median(theirs));
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "ratio of the medians, ours / ssh: %.2f",
                        (double) median(ours) / median(theirs)));
    }

    private static void ours(BenchServer server) throws Exception {
        try (Remote remote =
                new SshRemotes(server.folder().resolve("known_hosts"))
                        .open((k, a, n) -> Optional.empty(), (h, a, f) -> true)) {
            atOnce(
                    server.ports(),
                    port ->
                            remote.host(access(server, port))
                                    .run(Command.of(LIMIT, "true"))
                                    .exit());
        }
    }

    private static Access access(BenchServer server, int port) {
        return new Access(
                "127.0.0.1",
                new Port(port),
                BenchServer.USER,
                new Credential.KeyFile(server.key().toString()),
                Optional.empty());
    }

    private static void theirs(BenchServer server) throws Exception {
        Path known = server.folder().resolve("known_hosts");
        atOnce(
                server.ports(),
                port -> {
                    Process ssh =
                            new ProcessBuilder(
                                            "ssh",
                                            "-F",
                                            "none",
                                            "-o",
                                            "BatchMode=yes",
                                            "-o",
                                            "IdentitiesOnly=yes",
                                            "-o",
                                            "StrictHostKeyChecking=yes",
                                            "-o",
                                            "UserKnownHostsFile=" + known,
                                            "-i",
                                            server.key().toString(),
                                            "-p",
                                            Integer.toString(port),
                                            BenchServer.USER + "@127.0.0.1",
                                            "true")
                                    .redirectErrorStream(true)
                                    .redirectOutput(server.folder().resolve("ssh-" + port).toFile())
                                    .start();
                    return ssh.waitFor();
                });
    }

    private static void atOnce(List<Integer> ports, OnHost work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Integer>>();
            ports.forEach(port -> calls.add(() -> work.exitCode(port)));
            for (Future<Integer> done : threads.invokeAll(calls)) {
                if (done.get() != 0) {
                    throw new IllegalStateException("a command failed with " + done.get());
                }
            }
        }
    }

    private static long millis(Round round) throws Exception {
        long start = System.nanoTime();
        round.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private interface OnHost {
        int exitCode(int port) throws Exception;
    }

    private interface Round {
        void run() throws Exception;
    }
}
