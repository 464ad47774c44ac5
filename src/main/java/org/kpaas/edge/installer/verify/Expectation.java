package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a healthy deployment of a release looks like on this cluster: every workload with its number of pods and where
/// they belong. The cloud nodes are those that are there; the edge nodes are those of the site and those that joined
/// before. Sources: the sample of guide 2.5 and what the release's scripts install.
///
/// @param edges     names of all edge nodes that there should be, the site's first
/// @param workloads of `kube-system` and `kubeedge`
public record Expectation(List<String> edges, List<Node> cloud, List<Workload> workloads) {
    static final String SYSTEM = "kube-system";
    static final String KUBEEDGE = "kubeedge";
    static final String NODE_LOCAL_DNS = "nodelocaldns";

    public Expectation {
        edges = List.copyOf(edges);
        cloud = List.copyOf(cloud);
        workloads = List.copyOf(workloads);
    }

    /// @param atLeast  more pods are fine
    /// @param equation the arithmetic for people, for instance `4 + 1`
    /// @param nodes    where exactly one pod each belongs; empty when the scheduler may choose
    /// @param onEdge   whether its pods may run on an edge node
    /// @param version  the image tag that the release installs, where it is the release that installs it
    public record Workload(
            String namespace,
            String name,
            int wanted,
            boolean atLeast,
            String equation,
            List<String> nodes,
            boolean onEdge,
            Optional<String> version) {
        public Workload {
            nodes = List.copyOf(nodes);
        }

        public String id() {
            return namespace + "/" + name;
        }
    }

    public static Expectation of(Site site, Release release, ClusterSnapshot cluster) {
        List<Node> cloud = cluster.nodes().stream().filter(node -> !isEdge(node, site)).toList();
        Set<String> edges = new LinkedHashSet<>();
        site.edges().stream().map(EdgeNode::hostName).map(HostName::text).forEach(edges::add);
        cluster.nodes().stream().filter(Node::isEdge).map(Node::name).forEach(edges::add);
        var workloads = new ArrayList<>(system(cloud));
        workloads.addAll(kubeedge(release, cloud, List.copyOf(edges)));
        return new Expectation(List.copyOf(edges), cloud, workloads);
    }

    private static boolean isEdge(Node node, Site site) {
        return node.isEdge()
                || site.edges().stream()
                        .anyMatch(edge -> edge.hostName().text().equals(node.name()));
    }

    private static List<Workload> system(List<Node> cloud) {
        List<String> all = names(cloud);
        List<String> masters = names(cloud.stream().filter(Node::isControlPlane).toList());
        return List.of(
                anywhere(SYSTEM, "calico-kube-controllers", 1, false),
                everyNode(SYSTEM, "calico-node", all),
                anywhere(SYSTEM, "coredns", 2, true),
                anywhere(SYSTEM, "dns-autoscaler", 1, false),
                everyNode(SYSTEM, "kube-apiserver", masters),
                everyNode(SYSTEM, "kube-controller-manager", masters),
                everyNode(SYSTEM, "kube-proxy", all),
                everyNode(SYSTEM, "kube-scheduler", masters),
                anywhere(SYSTEM, "metrics-server", 1, false),
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
                        Optional.of(versions.kubeedge())));
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
                Optional.of(release.versions().edgemesh()));
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
                Optional.empty());
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
