package org.kpaas.edge.installer.lab;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.probe.Probe;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A site on [Namespaces]: `master`, workers and edges. Every second worker has no python3 and stands on socat; every
/// second edge is logged in to as root, to whom OpenSSH passes no signals on.
final class ProbeSite implements AutoCloseable {
    static final String MASTER = "10.213.47.10";
    static final String PRIVATE_VIP = "10.213.47.50";
    static final String PUBLIC_VIP = "203.0.113.50";

    final Namespaces net;
    final List<String> workers = new ArrayList<>();
    final List<String> edges = new ArrayList<>();
    private final Remote remote;
    private Exposure exposure = Exposure.INTERFACE;
    private String user = Namespaces.USER;

    private ProbeSite(Namespaces net, Path knownHosts) {
        this.net = net;
        remote =
                new SshRemotes(knownHosts)
                        .open((kind, access, attempt) -> Optional.empty(), (h, a, f) -> true);
    }

    static ProbeSite up(int workers, int edges, Path folder) throws Exception {
        Namespaces net = Namespaces.up();
        try {
            var site = new ProbeSite(net, folder.resolve("known_hosts"));
            net.node("master", 10, false);
            net.also("master", PRIVATE_VIP);
            for (int i = 1; i <= workers; i++) {
                site.workers.add(net.node("worker-" + i, 100 + i, i % 2 == 0));
            }
            for (int i = 1; i <= edges; i++) {
                site.edges.add(net.edge("edge-" + i, 20 + i, false));
            }
            return site;
        } catch (Exception e) {
            net.close();
            throw e;
        }
    }

    /// With an interface the router maps CloudCore's public address to it; a load balancer gives 10000 to the first worker
    /// and everything else to the second one.
    void expose(Exposure chosen) throws IOException, InterruptedException {
        exposure = chosen;
        String to =
                chosen == Exposure.INTERFACE
                        ? "ip daddr %s dnat to %s\n".formatted(PUBLIC_VIP, PRIVATE_VIP)
                        : "ip daddr %s tcp dport 10000 dnat to %s:30000\n"
                                        .formatted(PUBLIC_VIP, workers.get(0))
                                + "ip daddr %s tcp dport 10002 dnat to %s:30002\n"
                                        .formatted(PUBLIC_VIP, workers.get(1));
        net.rules(
                Namespaces.ROUTER,
                """
                table ip kp_probe {
                    chain pre {
                        type nat hook prerouting priority dstnat;
                        %s
                    }
                }
                """
                        .formatted(to));
    }

    /// Logs in to the control plane, and from there to the workers, as somebody else.
    void loginAs(String name) {
        user = name;
    }

    /// What listens on each host.
    Map<String, Set<String>> listeners() throws IOException, InterruptedException {
        var all = new TreeMap<String, Set<String>>();
        for (String host : hosts()) {
            all.put(host, net.listeners(host));
        }
        return all;
    }

    Set<String> hosts() {
        var hosts = new TreeSet<String>(Set.of("master"));
        for (int i = 1; i <= workers.size(); i++) {
            hosts.add("worker-" + i);
        }
        for (int i = 1; i <= edges.size(); i++) {
            hosts.add("edge-" + i);
        }
        return hosts;
    }

    Site site() {
        var key = new Credential.KeyFile(net.laptopKey().toString());
        String vip = exposure == Exposure.INTERFACE ? PRIVATE_VIP : PUBLIC_VIP;
        var nodes = new ArrayList<EdgeNode>();
        for (int i = 1; i <= edges.size(); i++) {
            nodes.add(
                    new EdgeNode(
                            new HostName("edge-" + i),
                            new Ipv4(edges.get(i - 1)),
                            Port.SSH,
                            i % 2 == 0 ? "root" : Namespaces.USER,
                            key,
                            EdgeNode.Route.DIRECT));
        }
        var access = new Access(MASTER, Port.SSH, user, key, Optional.empty());
        return Site.of("probe", access)
                .with(
                        new CloudCore(
                                exposure,
                                new Ipv4(vip),
                                new Ipv4(PUBLIC_VIP),
                                new HostName("worker-1"),
                                new HostName("worker-2")))
                .withEdges(nodes);
    }

    SiteFacts facts() {
        var nodes = new LinkedHashMap<String, String>(Map.of("master", MASTER));
        for (int i = 1; i <= workers.size(); i++) {
            nodes.put("worker-" + i, workers.get(i - 1));
        }
        Subject controlPlane = site().controlPlaneSubject();
        var said =
                new HostFacts(
                        controlPlane,
                        Map.of("host.name", "master"),
                        Map.of(
                                FactKeys.CLUSTER_VARIABLES,
                                "export STORAGE_TYPE=nfs\nexport NFS_SERVER_PRIVATE_IP=%s\n"
                                        .formatted(workers.getFirst())));
        var snapshot =
                new ClusterSnapshot(
                        Instant.EPOCH,
                        "v1.30.4",
                        nodes.entrySet().stream()
                                .map(it -> node(it.getKey(), it.getValue()))
                                .toList(),
                        List.of(),
                        List.of());
        return new SiteFacts(
                Instant.EPOCH,
                Optional.of("v1.6.0"),
                Map.of("control-plane", said),
                Optional.of(snapshot),
                List.of(),
                Map.of());
    }

    private static ClusterSnapshot.Node node(String name, String address) {
        String role = name.equals("master") ? "control-plane" : "worker";
        return SampleNode.ready(name, role, address);
    }

    List<Reach> probe() throws InterruptedException {
        return Probe.run(site(), facts(), remote, source -> {});
    }

    /// Ends the laptop's connections, as its crash would.
    void disconnect() {
        remote.close();
    }

    @Override
    public void close() throws Exception {
        remote.close();
        net.close();
    }
}
