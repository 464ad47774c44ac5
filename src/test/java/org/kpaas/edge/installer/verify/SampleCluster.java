package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterDetails.Endpoint;
import org.kpaas.edge.installer.cluster.ClusterDetails.Namespace;
import org.kpaas.edge.installer.cluster.ClusterDetails.Pool;
import org.kpaas.edge.installer.cluster.ClusterDetails.Workload;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Service;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The cluster of the guide's sample (2.5) as release v1.6.0 leaves it: one control plane, three
/// workers, one edge node.
public final class SampleCluster {
    public static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    static final Instant LONG_AGO = NOW.minusSeconds(3600);
    static final Instant JUST_NOW = NOW.minusSeconds(30);
    static final List<String> CLOUD =
            List.of("cp-master", "cp-worker-1", "cp-worker-2", "cp-worker-3");
    public static final Site SITE =
            Site.of(
                            "lab",
                            new Access(
                                    "10.0.0.5",
                                    Port.SSH,
                                    "ubuntu",
                                    new Credential.Agent(),
                                    Optional.empty()))
                    .with(
                            new CloudCore(
                                    Exposure.INTERFACE,
                                    new Ipv4("10.0.0.50"),
                                    new Ipv4("203.0.113.50"),
                                    new HostName("cp-master"),
                                    new HostName("cp-worker-1")))
                    .withEdges(
                            List.of(
                                    new EdgeNode(
                                            new HostName("cp-edge"),
                                            new Ipv4("10.0.0.21"),
                                            Port.SSH,
                                            "ubuntu",
                                            new Credential.Agent(),
                                            EdgeNode.Route.DIRECT)));

    private static final Map<String, String> PROXY =
            Map.of("service.edgemesh.kubeedge.io/service-proxy-name", "");

    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();

    public SampleCluster() {
        for (String name : CLOUD) {
            nodes.add(cloud(name));
            add("kube-system", "DaemonSet/calico-node", "calico-node-" + name, name, "");
            add("kube-system", "DaemonSet/kube-proxy", "kube-proxy-" + name, name, "");
            add("kube-system", "DaemonSet/nodelocaldns", "nodelocaldns-" + name, name, "");
            mesh(name);
        }
        nodes.add(edge("cp-edge"));
        mesh("cp-edge");
        for (String name : List.of("apiserver", "controller-manager", "scheduler")) {
            add("kube-system", "Node/cp-master", "kube-" + name + "-cp-master", "cp-master", "");
        }
        for (String name : List.of("calico-kube-controllers", "dns-autoscaler", "metrics-server")) {
            add("kube-system", "Deployment/" + name, name + "-b5f8f-x", "cp-worker-1", "");
        }
        add("kube-system", "Deployment/coredns", "coredns-657-a", "cp-worker-1", "");
        add("kube-system", "Deployment/coredns", "coredns-657-b", "cp-worker-2", "");
        for (String name : List.of("cp-master", "cp-worker-1")) {
            add(
                    "kubeedge",
                    "Deployment/cloudcore",
                    "cloudcore-758-" + name,
                    name,
                    "kubeedge/cloudcore:v1.14.4");
        }
        services.add(
                new Service(
                        "kubeedge",
                        "cloudcore",
                        "LoadBalancer",
                        "10.233.7.7",
                        PROXY,
                        List.of("10.0.0.50"),
                        List.of(
                                "10000:30000/TCP",
                                "10001:30001/TCP",
                                "10002:30002/TCP",
                                "10003:30003/TCP",
                                "10004:30004/TCP")));
        services.add(
                new Service(
                        "default",
                        "kubernetes",
                        "ClusterIP",
                        "10.233.0.1",
                        PROXY,
                        List.of(),
                        List.of("443/TCP")));
        for (String name : CLOUD) {
            add("metallb-system", "DaemonSet/speaker", "speaker-" + name, name, "");
        }
        add("metallb-system", "Deployment/controller", "controller-5f8-x", "cp-worker-2", "");
        pod("metrics-server-b5f8f-x", p -> containers(p, 2));
    }

    static Pod containers(Pod p, int number) {
        return new Pod(
                p.namespace(),
                p.name(),
                p.owner(),
                p.node(),
                p.status(),
                number,
                number,
                p.restarts(),
                p.created(),
                p.images(),
                p.requests(),
                p.message());
    }

    private ClusterDetails details() {
        var leases = new HashMap<String, Instant>();
        nodes.forEach(node -> leases.put(node.name(), NOW.minusSeconds(7)));
        var leaves = Releases.find("v1.6.0").orElseThrow().leaves();
        var secrets = new ArrayList<>(leaves.secrets());
        secrets.add(leaves.meshKey());
        return new ClusterDetails(
                NOW,
                Optional.of(List.of(new Namespace("kubeedge", "Active"))),
                Optional.of(leases),
                Optional.of(
                        List.of(
                                daemonSet("kube-system", "kube-proxy"),
                                daemonSet("kube-system", "calico-node"),
                                daemonSet("metallb-system", "speaker"))),
                Optional.of(
                        List.of(
                                new Pool(
                                        "metallb-system",
                                        "cloudcore",
                                        List.of("10.0.0.50/32"),
                                        false))),
                Optional.of(leaves.definitions()),
                Optional.of(List.of()),
                Optional.of(secrets),
                Optional.of(leaves.configMaps()),
                Optional.of(
                        Stream.of(10000, 10001, 10002, 10003, 10004)
                                .map(port -> new Endpoint(port, List.of("10.0.0.10", "10.0.0.11")))
                                .toList()),
                Optional.of(List.of()));
    }

    private static Workload daemonSet(String namespace, String name) {
        return new Workload(namespace, "DaemonSet", name, 4, 4, true);
    }

    /// With a known deviation and a pod that fails.
    ///
    /// @param message what the failing pod says
    public static SampleCluster withDeviations(String message) {
        return new SampleCluster()
                .add("kube-system", "DaemonSet/nodelocaldns", "nodelocaldns-cp-edge", "cp-edge", "")
                .pod(
                        "edgemesh-agent-cp-edge",
                        p ->
                                new Pod(
                                        p.namespace(),
                                        p.name(),
                                        p.owner(),
                                        p.node(),
                                        "CrashLoopBackOff",
                                        0,
                                        1,
                                        7,
                                        p.created(),
                                        p.images(),
                                        p.requests(),
                                        message));
    }

    private void mesh(String node) {
        add(
                "kubeedge",
                "DaemonSet/edgemesh-agent",
                "edgemesh-agent-" + node,
                node,
                "kubeedge/edgemesh-agent:v1.12.0");
    }

    static Node cloud(String name) {
        var labels = new HashMap<String, String>();
        if (name.equals("cp-master")) {
            labels.put("node-role.kubernetes.io/control-plane", "");
        }
        if (name.equals("cp-master") || name.equals("cp-worker-1")) {
            labels.put("cloudcore", "enable");
        }
        return new Node(
                name,
                "True",
                "",
                LONG_AGO,
                labels,
                List.of(),
                List.of("10.0.0.1" + CLOUD.indexOf(name)),
                "amd64",
                "Ubuntu 22.04.5 LTS",
                "cri-o://1.30.3",
                "v1.30.4",
                List.of(),
                Optional.empty());
    }

    static Node edge(String name) {
        return new Node(
                name,
                "True",
                "",
                LONG_AGO,
                Map.of("node-role.kubernetes.io/agent", "", "node-role.kubernetes.io/edge", ""),
                List.of(),
                List.of("10.0.0.21"),
                "arm64",
                "Ubuntu 22.04.5 LTS",
                "cri-o://1.26.4",
                "v1.24.17-kubeedge-v1.14.4",
                List.of(),
                Optional.empty());
    }

    SampleCluster add(String namespace, String owner, String name, String node, String image) {
        pods.add(
                new Pod(
                        namespace,
                        name,
                        owner,
                        node,
                        "Running",
                        1,
                        1,
                        0,
                        LONG_AGO,
                        image.isEmpty() ? List.of() : List.of(image),
                        Optional.empty(),
                        ""));
        return this;
    }

    SampleCluster node(String name, UnaryOperator<Node> change) {
        nodes.replaceAll(node -> node.name().equals(name) ? change.apply(node) : node);
        return this;
    }

    SampleCluster withNode(Node node) {
        nodes.add(node);
        return this;
    }

    SampleCluster withoutNode(String name) {
        nodes.removeIf(node -> node.name().equals(name));
        pods.removeIf(pod -> pod.node().equals(name));
        return this;
    }

    SampleCluster pod(String name, UnaryOperator<Pod> change) {
        pods.replaceAll(pod -> pod.name().equals(name) ? change.apply(pod) : pod);
        return this;
    }

    SampleCluster withoutPod(String name) {
        pods.removeIf(pod -> pod.name().equals(name));
        return this;
    }

    public SampleCluster serviceAt(String... addresses) {
        services.replaceAll(
                service ->
                        service.name().equals("kubernetes")
                                ? service
                                : new Service(
                                        service.namespace(),
                                        service.name(),
                                        service.type(),
                                        service.clusterIp(),
                                        service.labels(),
                                        List.of(addresses),
                                        service.ports()));
        return this;
    }

    public ClusterSnapshot snapshot() {
        return new ClusterSnapshot(NOW, "v1.30.4", nodes, pods, services, details());
    }
}
