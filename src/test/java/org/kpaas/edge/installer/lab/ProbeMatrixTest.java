package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.Exposure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The probe finds out what a packet filter really does, per port, direction and verdict, with and without a program that
/// has the port already, and leaves nobody listening. What has to come out is told here from the rule alone.
@Tag("lab")
@Timeout(1200)
final class ProbeMatrixTest {
    @TempDir private Path folder;

    /// What the target's packet filter does with a packet of one way.
    private enum Verdict {
        ACCEPT("accept"),
        DROP("drop"),
        RESET("reject with tcp reset"),
        CLOSED("reject with icmp port-unreachable"),
        PROHIBITED("reject with icmp admin-prohibited");

        private final String nft;

        Verdict(String nft) {
            this.nft = nft;
        }

        boolean refuses() {
            return this == RESET || this == CLOSED;
        }
    }

    /// @param from     whose address the target sees
    /// @param to       what the source connects to
    /// @param host     where the packet ends, and there at which address and port
    /// @param listener whether the probe has somebody listen there
    private record Way(
            String from,
            String to,
            String host,
            String address,
            int port,
            boolean udp,
            boolean wanted,
            boolean listener) {
        String key() {
            return from + " > " + to + (udp ? " udp" : " tcp") + (wanted ? "" : " shut");
        }

        /// The program that may have the port already.
        String service() {
            return host + " " + (udp ? "udp" : "tcp") + " " + address + " " + port;
        }
    }

    /// A way, what its packets meet, and whether another program has the port.
    private record Case(Way way, Verdict verdict, boolean served) {
        String rule(String source) {
            return "ip saddr %s ip daddr %s %s dport %d %s"
                    .formatted(source, way.address, way.udp ? "udp" : "tcp", way.port, verdict.nft);
        }

        /// A program that was there before does not answer datagrams of strangers, so that nothing can be said then.
        String expected() {
            if (way.udp) {
                return switch (verdict) {
                    case CLOSED, RESET -> "FILTERED rejected";
                    case ACCEPT -> served ? "NOT_TRIED no listener: in-use" : "OPEN listener";
                    case DROP, PROHIBITED -> served ? "NOT_TRIED no listener: in-use" : "FILTERED";
                };
            }
            if (verdict == Verdict.ACCEPT) {
                return served ? "OPEN" : way.listener ? "OPEN listener" : "REFUSED";
            }
            boolean refused = verdict.refuses();
            return refused && !way.listener
                    ? "REFUSED"
                    : refused ? "FILTERED rejected" : "FILTERED";
        }
    }

    /// From the guide's table 2.1.4 and what the release's programs really do (T46, T49, T72, T79, T80).
    private static List<Way> ways(ProbeSite site, Exposure exposure) {
        var ways = new ArrayList<Way>();
        boolean balanced = exposure == Exposure.LOAD_BALANCER;
        String master = ProbeSite.MASTER;
        String first = site.workers.get(0);
        String second = site.workers.get(1);
        for (String edge : List.of("edge-1", "edge-2")) {
            String at10000 = balanced ? "worker-1" : "master";
            String at10002 = balanced ? "worker-2" : "master";
            int add = balanced ? 20_000 : 0;
            String vip = ProbeSite.PRIVATE_VIP;
            String public10000 = ProbeSite.PUBLIC_VIP + ":10000";
            String public10002 = ProbeSite.PUBLIC_VIP + ":10002";
            ways.add(
                    way(
                            edge,
                            public10000,
                            at10000,
                            balanced ? first : vip,
                            10_000 + add,
                            true,
                            true));
            ways.add(
                    way(
                            edge,
                            public10002,
                            at10002,
                            balanced ? second : vip,
                            10_002 + add,
                            true,
                            true));
            ways.add(way(edge, master, 20_006, true, true));
            ways.add(way(edge, master, 6443, false, false));
            ways.add(way(edge, master, 2379, false, false));
            ways.add(way(edge, master, 2380, false, false));
            String address = site.edges.get(edge.equals("edge-1") ? 0 : 1);
            ways.add(way("laptop", address + ":1883", edge, address, 1883, false, false));
            ways.add(way("master", address + ":1883", edge, address, 1883, false, false));
            ways.add(way("master", address + ":22", edge, address, 22, true, false));
        }
        ways.add(way("laptop", master, 2379, false, false));
        ways.add(way("laptop", master, 2380, false, false));
        for (String worker : List.of("worker-1", "worker-2")) {
            String address = worker.equals("worker-1") ? first : second;
            ways.add(way(worker, master, 6443, true, false));
            ways.add(way("master", address + ":10250", worker, address, 10_250, true, true));
            for (int i = 0; balanced && i <= 4; i++) {
                String to = address + ":" + (30_000 + i);
                ways.add(way("master", to, worker, address, 30_000 + i, true, true));
            }
        }
        Map<String, String> nodes =
                new TreeMap<>(Map.of("master", master, "worker-1", first, "worker-2", second));
        nodes.forEach(
                (to, address) ->
                        nodes.forEach(
                                (from, its) -> {
                                    if (!from.equals(to)) {
                                        String relay = address + ":20006";
                                        ways.add(way(from, relay, to, address, 20_006, true, true));
                                        String there = address + ":4789";
                                        ways.add(
                                                new Way(
                                                        from, there, to, address, 4789, true, true,
                                                        true));
                                    }
                                    if (!from.equals(to) && to.equals("worker-1")) {
                                        for (int nfs : List.of(111, 2049)) {
                                            String server = address + ":" + nfs;
                                            ways.add(
                                                    way(
                                                            from, server, to, address, nfs, true,
                                                            false));
                                        }
                                    }
                                }));
        return ways;
    }

    private static Way way(String from, String master, int port, boolean wanted, boolean listener) {
        return way(from, master + ":" + port, "master", master, port, wanted, listener);
    }

    private static Way way(
            String from,
            String to,
            String host,
            String address,
            int port,
            boolean wanted,
            boolean listener) {
        return new Way(from, to, host, address, port, false, wanted, listener);
    }

    @Test
    void withAnInterfaceTheMatrixIsTheTruth() throws Exception {
        matrixIsTheTruth(Exposure.INTERFACE);
    }

    @Test
    void behindALoadBalancerTheMatrixIsTheTruth() throws Exception {
        matrixIsTheTruth(Exposure.LOAD_BALANCER);
    }

    /// Each way meets each verdict once, and each port has another program every other round.
    private void matrixIsTheTruth(Exposure exposure) throws Exception {
        try (ProbeSite site = ProbeSite.up(2, 2, folder)) {
            site.expose(exposure);
            List<Way> ways = ways(site, exposure);
            for (int round = 0; round < 2 * Verdict.values().length; round++) {
                List<Case> cases = cases(ways, round);
                filter(site, cases);
                try (Services services = serve(site, cases)) {
                    Map<String, Set<String>> before = site.listeners();
                    Map<String, String> found = found(site.probe());
                    // a listener that is a shell script looks every second whether it is still
                    // wanted
                    Namespaces.await(() -> site.listeners().equals(before));
                    assertThat(found)
                            .as("round %d of %s", round, exposure)
                            .containsAllEntriesOf(expected(cases))
                            .hasSize(cases.size() + ALWAYS_OPEN);
                    assertThat(services.count()).isPositive();
                }
            }
        }
    }

    /// SSH from the laptop to the control plane, and from there to the two workers: the probe itself needs it.
    private static final int ALWAYS_OPEN = 3;

    private static List<Case> cases(List<Way> ways, int round) {
        var services = new LinkedHashSet<String>();
        ways.forEach(way -> services.add(way.service()));
        List<String> ports = List.copyOf(services);
        var cases = new ArrayList<Case>();
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            Verdict verdict = Verdict.values()[(i + round) % Verdict.values().length];
            if (way.udp && verdict == Verdict.RESET) {
                verdict = Verdict.CLOSED;
            }
            boolean served = (ports.indexOf(way.service()) + round) % 2 == 0;
            cases.add(new Case(way, verdict, served || way.port == 22));
        }
        return cases;
    }

    private static void filter(ProbeSite site, List<Case> cases)
            throws IOException, InterruptedException {
        Map<String, List<Case>> byHost =
                cases.stream().collect(Collectors.groupingBy(it -> it.way.host));
        for (String host : site.hosts()) {
            String rules =
                    byHost.getOrDefault(host, List.of()).stream()
                            .map(it -> it.rule(address(site, it.way.from)))
                            .collect(Collectors.joining("\n"));
            site.net.rules(
                    host,
                    "table ip kp_probe {\nchain in {\ntype filter hook input priority filter;\n%s\n}\n}\n"
                            .formatted(rules));
        }
    }

    private static String address(ProbeSite site, String name) {
        return switch (name) {
            case "laptop" -> Namespaces.LAPTOP;
            case "master" -> ProbeSite.MASTER;
            default -> {
                int index = name.charAt(name.length() - 1) - '1';
                yield name.startsWith("edge") ? site.edges.get(index) : site.workers.get(index);
            }
        };
    }

    /// Programs that have their ports already; none of them answers a datagram.
    private record Services(List<Process> running) implements AutoCloseable {
        int count() {
            return running.size();
        }

        @Override
        public void close() throws InterruptedException {
            running.forEach(Process::destroy);
            for (Process process : running) {
                process.waitFor();
            }
        }
    }

    private static Services serve(ProbeSite site, List<Case> cases)
            throws IOException, InterruptedException {
        var byHost = new HashMap<String, Set<String>>();
        for (Case it : cases) {
            if (it.served && it.way.port != 22) {
                String bind = (it.way.udp ? "udp:" : "tcp:") + it.way.address + ":" + it.way.port;
                byHost.computeIfAbsent(it.way.host, host -> new LinkedHashSet<>()).add(bind);
            }
        }
        var services = new Services(new ArrayList<>());
        for (var entry : byHost.entrySet()) {
            String host = entry.getKey();
            int before = site.net.listeners(host).size();
            var argv = new ArrayList<>(List.of("/usr/bin/python3", "-c", SERVICE));
            argv.addAll(entry.getValue());
            services.running.add(site.net.start(host, argv.toArray(String[]::new)));
            int there = before + entry.getValue().size();
            Namespaces.await(() -> site.net.listeners(host).size() == there);
        }
        return services;
    }

    private static final String SERVICE =
            """
            import socket, sys, time, selectors
            all = []
            ready = selectors.DefaultSelector()
            for word in sys.argv[1:]:
                kind, address, port = word.split(":")
                s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1 if kind == "tcp" else 0)
                s.bind((address, int(port)))
                all.append(s)
                if kind == "tcp":
                    s.listen(16)
                    ready.register(s, selectors.EVENT_READ)
            while True:
                for key, events in ready.select():
                    key.fileobj.accept()[0].close()
            """;

    private static Map<String, String> expected(List<Case> cases) {
        var expected = new TreeMap<String, String>();
        cases.forEach(it -> expected.put(it.way.key(), it.expected()));
        return expected;
    }

    private static Map<String, String> found(List<Reach> reaches) {
        var found = new TreeMap<String, String>();
        for (Reach it : reaches) {
            String from = it.from().id();
            String name =
                    from.startsWith("node/")
                            ? it.from().label()
                            : from.equals("control-plane") ? "master" : from;
            String key =
                    name + " > " + it.to() + (it.protocol().name().equals("UDP") ? " udp" : " tcp");
            boolean laptop = from.equals("laptop");
            String detail = it.detail().isEmpty() || laptop ? "" : " " + it.detail();
            found.put(key + (it.wanted() ? "" : " shut"), it.result() + detail);
        }
        return found;
    }
}
