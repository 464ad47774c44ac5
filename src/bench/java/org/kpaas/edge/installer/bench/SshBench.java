package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Remote;

import java.nio.file.Path;
import java.time.Duration;

/// How long a login to many hosts takes: one connection and one command on each, all at once, by our own code and by one
/// process of the OpenSSH client per host. `mvn -q -Pbench`, on an idle machine; another number of hosts and rounds with
/// `-Dapp.args="20 7"`.
///
/// The first round of ours starts with cold code, as after the start of the product, and is shown by itself.
final class SshBench {
    private static final int HOSTS = 50;
    private static final int ROUNDS = 9;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private SshBench() {}

    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : HOSTS;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        try (BenchServer server = BenchServer.start(hosts)) {
            var competitors = new Competitors(server);
            System.out.println(server.describe(rounds));
            var ours = new Measured("ours");
            var ssh = new Measured("ssh");
            ours(server, competitors); // the host keys become known
            for (int round = 0; round < rounds; round++) {
                ours.round(() -> ours(server, competitors));
                if (competitors.hasOpenSsh()) {
                    ssh.round(
                            () ->
                                    Measured.atOnce(
                                            server.ports(),
                                            port ->
                                                    competitors.ssh(
                                                            port, Path.of("/dev/null"), "true")));
                }
            }
            System.out.println(ours.line(hosts));
            if (competitors.hasOpenSsh()) {
                System.out.println(ssh.line(hosts));
                System.out.println(ours.against(ssh));
            }
        }
    }

    private static void ours(BenchServer server, Competitors competitors) throws Exception {
        try (Remote remote = competitors.remote()) {
            Measured.atOnce(
                    server.ports(),
                    port ->
                            remote.host(competitors.access(port))
                                    .run(Command.of(LIMIT, "true"))
                                    .exit());
        }
    }
}
