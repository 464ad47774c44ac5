package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Service;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.cause.Clue.Kind;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a snapshot of the cluster may tell. Of the pods in other namespaces only those that do not work.
final class ClusterClues {
    /// An event about something else than a pod counts for this long; one about a pod while that pod does not work.
    private static final Duration RECENT = Duration.ofMinutes(15);

    private static final Set<String> OURS = Set.of("kube-system", "kubeedge", "metallb-system");

    private final Clues clues;
    private final Site site;
    private final ClusterSnapshot cluster;
    private final Set<String> edges = new HashSet<>();

    ClusterClues(Clues clues, Site site, ClusterSnapshot cluster) {
        this.clues = clues;
        this.site = site;
        this.cluster = cluster;
        site.edges().forEach(edge -> edges.add(edge.hostName().text()));
        cluster.nodes().stream().filter(Node::isEdge).map(Node::name).forEach(edges::add);
    }

    void collect() {
        cluster.nodes().forEach(this::node);
        cluster.pods().stream()
                .filter(pod -> OURS.contains(pod.namespace()) || !pod.isReady())
                .forEach(this::pod);
        cluster.services().stream()
                .filter(service -> service.namespace().equals("kubeedge"))
                .forEach(this::service);
        details(cluster.details());
        site.edges().stream()
                .map(edge -> edge.hostName().text())
                .forEach(
                        edge ->
                                clues.add(
                                        Kind.STATE,
                                        edge,
                                        edge,
                                        Map.of("name", States.PLANNED),
                                        edge));
        site.cloudCore()
                .map(it -> it.privateVip().text())
                .ifPresent(vip -> clues.add(Kind.STATE, "", vip, Map.of("name", States.VIP), vip));
    }

    private void node(Node node) {
        clues.add(
                Kind.NODE,
                node.name(),
                node.name(),
                Map.of(
                        "name", node.name(),
                        "side", edges.contains(node.name()) ? "edge" : "cloud",
                        "ready", node.ready(),
                        "version", node.kubeletVersion(),
                        "pressures", String.join(",", node.pressures()),
                        "taints", String.join(",", node.taints()),
                        "addresses", String.join(",", node.internalIps()),
                        "young", young(Ages.isYoung(node.created(), cluster.taken()))),
                node.reason());
    }

    private void pod(Pod pod) {
        String side = pod.node().isEmpty() ? "none" : edges.contains(pod.node()) ? "edge" : "cloud";
        boolean alive = cluster.node(pod.node()).map(Node::isReady).orElse(false);
        clues.add(
                Kind.POD,
                pod.node(),
                pod.namespace() + "/" + pod.name(),
                Map.of(
                        "namespace", pod.namespace(),
                        "owner", pod.owner().substring(pod.owner().indexOf('/') + 1),
                        "side", side,
                        "node-ready", alive ? "yes" : "no",
                        "status", pod.status(),
                        "ready", pod.ready() + "/" + pod.containers(),
                        "young", young(Ages.isYoung(pod.created(), cluster.taken()))),
                pod.message().isEmpty() ? pod.status() : pod.message());
    }

    private void service(Service service) {
        clues.add(
                Kind.SERVICE,
                "",
                service.namespace() + "/" + service.name(),
                Map.of(
                        "namespace", service.namespace(),
                        "name", service.name(),
                        "type", service.type(),
                        "address", String.join(",", service.externalIps())),
                String.join(",", service.externalIps()));
    }

    private void details(ClusterDetails details) {
        Map<String, Boolean> pods =
                cluster.pods().stream()
                        .collect(
                                Collectors.toMap(
                                        pod -> pod.namespace() + "/" + pod.name(),
                                        Pod::isReady,
                                        (a, b) -> a));
        details.events().orElse(List.of()).stream()
                .filter(event -> event.type().equals("Warning"))
                .filter(
                        event ->
                                event.kind().equals("Pod")
                                        ? !pods.getOrDefault(
                                                event.namespace() + "/" + event.name(), true)
                                        : event.last().plus(RECENT).isAfter(cluster.taken()))
                .forEach(
                        event ->
                                clues.event(
                                        event.reason(),
                                        event.namespace(),
                                        event.kind() + "/" + event.name(),
                                        event.message()));
        details.namespaces().orElse(List.of()).stream()
                .filter(namespace -> namespace.name().equals("kubeedge"))
                .forEach(namespace -> clues.fact("", "kube.namespace.kubeedge", namespace.phase()));
    }

    private static String young(boolean young) {
        return young ? "yes" : "no";
    }
}
