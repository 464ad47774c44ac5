package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a healthy deployment of a release looks like on this cluster: every workload with its number of pods and where
/// they belong. The cloud nodes are those that are there; the edge nodes are those of the site and those that joined
/// before. Sources: the sample of guide 2.5 and what the release's scripts install.
///
/// @param edges          names of all edge nodes that there should be, the site's first
/// @param cloudCoreNodes chosen for CloudCore; empty where the release leaves it to the scheduler
/// @param workloads      of `kube-system`, `kubeedge` and `metallb-system`
public record Expectation(
        List<String> edges,
        List<Node> cloud,
        Set<String> cloudCoreNodes,
        List<Workload> workloads) {
    static final String SYSTEM = "kube-system";
    static final String KUBEEDGE = "kubeedge";
    static final String METALLB = "metallb-system";
    static final String NODE_LOCAL_DNS = "nodelocaldns";
    private static final int METRICS_CONTAINERS = 2;

    public Expectation {
        edges = List.copyOf(edges);
        cloud = List.copyOf(cloud);
        cloudCoreNodes = Collections.unmodifiableSet(new LinkedHashSet<>(cloudCoreNodes));
        workloads = List.copyOf(workloads);
    }

    /// @param atLeast  more pods are fine
    /// @param equation the arithmetic for people, for instance `4 + 1`
    /// @param nodes    where exactly one pod each belongs; empty when the scheduler may choose
    /// @param onEdge   whether its pods may run on an edge node
    /// @param version  the image tag that the release installs, where it is the release that installs it
    /// @param containers in each of its pods, where that is told
    public record Workload(
            String namespace,
            String name,
            int wanted,
            boolean atLeast,
            String equation,
            List<String> nodes,
            boolean onEdge,
            Optional<String> version,
            Optional<Integer> containers) {
        public Workload {
            nodes = List.copyOf(nodes);
        }

        public String id() {
            return namespace + "/" + name;
        }

        private Workload with(int number) {
            return new Workload(
                    namespace,
                    name,
                    wanted,
                    atLeast,
                    equation,
                    nodes,
                    onEdge,
                    version,
                    Optional.of(number));
        }
    }

    public static Expectation of(Site site, Release release, ClusterSnapshot cluster) {
        List<Node> cloud = cluster.nodes().stream().filter(node -> !isEdge(node, site)).toList();
        Set<String> edges = new LinkedHashSet<>();
        site.edges().stream().map(EdgeNode::hostName).map(HostName::text).forEach(edges::add);
        cluster.nodes().stream().filter(Node::isEdge).map(Node::name).forEach(edges::add);
        var workloads = new ArrayList<>(system(site, cloud));
        workloads.addAll(kubeedge(release, cloud, List.copyOf(edges)));
        workloads.add(anywhere(METALLB, "controller", 1, false));
        workloads.add(everyNode(METALLB, "speaker", names(cloud)));
        return new Expectation(List.copyOf(edges), cloud, chosen(site, release), workloads);
    }

    private static Set<String> chosen(Site site, Release release) {
        return release.variables().cloudcore1().isEmpty()
                ? Set.of()
                : site.cloudCore()
                        .map(it -> List.of(it.node1().text(), it.node2().text()))
                        .<Set<String>>map(LinkedHashSet::new)
                        .orElse(Set.of());
    }

    /// The site's own is one even when its role is lost.
    private static boolean isControlPlane(Site site, Node node) {
        return node.isControlPlane() || node.internalIps().contains(site.controlPlane().host());
    }

    private static boolean isEdge(Node node, Site site) {
        return node.isEdge()
                || site.edges().stream()
                        .anyMatch(edge -> edge.hostName().text().equals(node.name()));
    }

    private static List<Workload> system(Site site, List<Node> cloud) {
        List<String> all = names(cloud);
        List<String> masters =
                names(cloud.stream().filter(node -> isControlPlane(site, node)).toList());
        return List.of(
                anywhere(SYSTEM, "calico-kube-controllers", 1, false),
                everyNode(SYSTEM, "calico-node", all),
                anywhere(SYSTEM, "coredns", 2, true),
                anywhere(SYSTEM, "dns-autoscaler", 1, false),
                everyNode(SYSTEM, "kube-apiserver", masters),
                everyNode(SYSTEM, "kube-controller-manager", masters),
                everyNode(SYSTEM, "kube-proxy", all),
                everyNode(SYSTEM, "kube-scheduler", masters),
                anywhere(SYSTEM, "metrics-server", 1, false).with(METRICS_CONTAINERS),
                everyNode(SYSTEM, NODE_LOCAL_DNS, all));
    }

    private static List<Workload> kubeedge(Release release, List<Node> cloud, List<String> edges) {
        var versions = release.versions();
        var workloads = new ArrayList<Workload>();
        workloads.add(
                new Workload(
                        KUBEEDGE,
                        "cloudcore",
                        versions.cloudcoreReplicas(),
                        false,
                        Integer.toString(versions.cloudcoreReplicas()),
                        List.of(),
                        false,
                        Optional.of(versions.kubeedge()),
                        Optional.empty()));
        if (does(release, "iptables-toleration")) {
            workloads.add(everyNode(KUBEEDGE, "cloud-iptables-manager", names(cloud)));
        }
        workloads.add(mesh(release, cloud, edges));
        return workloads;
    }

    /// Without the toleration of newer releases no agent runs on a tainted node (T52).
    private static Workload mesh(Release release, List<Node> cloud, List<String> edges) {
        boolean tolerant = does(release, "mesh-toleration");
        List<String> reached =
                names(cloud.stream().filter(node -> tolerant || !isTainted(node)).toList());
        return new Workload(
                KUBEEDGE,
                "edgemesh-agent",
                reached.size() + edges.size(),
                false,
                reached.size() + " + " + edges.size(),
                Stream.concat(reached.stream(), edges.stream()).toList(),
                true,
                Optional.of(release.versions().edgemesh()),
                Optional.empty());
    }

    private static boolean does(Release release, String change) {
        return release.tasks().stream()
                .anyMatch(task -> task.changes().equals(Optional.of(change)));
    }

    private static boolean isTainted(Node node) {
        return node.taints().stream().anyMatch(taint -> taint.endsWith(":NoSchedule"));
    }

    private static Workload anywhere(String namespace, String name, int wanted, boolean atLeast) {
        return new Workload(
                namespace,
                name,
                wanted,
                atLeast,
                Integer.toString(wanted),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Workload everyNode(String namespace, String name, List<String> nodes) {
        return new Workload(
                namespace,
                name,
                nodes.size(),
                false,
                Integer.toString(nodes.size()),
                nodes,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
