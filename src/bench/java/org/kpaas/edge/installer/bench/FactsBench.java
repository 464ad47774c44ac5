package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.Subject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How long the facts of many hosts take, all at once: our look, the same script through one process of the OpenSSH
/// client per host, and `ansible all -m setup`. `mvn -q -Pbench -Dbench=bench/FactsBench`, on an idle machine; another
/// number of hosts and rounds with `-Dapp.args="20 3"`.
///
/// All hosts are this machine, so what is measured is the work that one host makes, not the patience of the network.
final class FactsBench {
    private static final int HOSTS = 50;
    private static final int ROUNDS = 5;

    private FactsBench() {}

    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : HOSTS;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        try (BenchServer server = BenchServer.start(hosts)) {
            var competitors = new Competitors(server);
            System.out.println(server.describe(rounds));
            var ours = new Measured("ours");
            var ssh = new Measured("ssh");
            var ansible = new Measured("ansible");
            Path script =
                    Files.writeString(
                            server.folder().resolve("facts.sh"), Script.named("facts").body());
            // the host keys become known, and the hosts get their package cache, which real ones
            // have
            for (int port : server.ports()) {
                ours(List.of(port), competitors);
            }
            for (int round = 0; round < rounds; round++) {
                ours.round(() -> ours(server.ports(), competitors));
                if (competitors.hasOpenSsh()) {
                    ssh.round(() -> plain(server, competitors, script));
                }
                if (competitors.hasAnsible()) {
                    ansible.round(() -> ansible(competitors));
                }
            }
            System.out.println(ours.line(hosts));
            if (competitors.hasOpenSsh()) {
                System.out.println(ssh.line(hosts));
                System.out.println(ours.against(ssh));
            }
            if (competitors.hasAnsible()) {
                System.out.println(ansible.line(hosts));
                System.out.println(ansible.against(ours));
            }
        }
    }

    private static void ours(List<Integer> ports, Competitors competitors) throws Exception {
        try (Remote remote = competitors.remote()) {
            Measured.atOnce(
                    ports,
                    port -> {
                        var subject = new Subject(Subject.Kind.EDGE, "edge-" + port, "edge");
                        HostFacts facts =
                                Looker.ask(remote.host(competitors.access(port)), subject);
                        return facts.value("host.name").isPresent() ? 0 : 1;
                    });
        }
    }

    private static void plain(BenchServer server, Competitors competitors, Path script)
            throws Exception {
        Measured.atOnce(server.ports(), port -> competitors.ssh(port, script, "sh -s -- edge"));
    }

    private static void ansible(Competitors competitors) throws Exception {
        if (competitors.ansibleSetup() != 0) {
            throw new IllegalStateException("ansible failed, see ansible.log");
        }
    }
}
