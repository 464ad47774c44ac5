package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Taint;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The API's objects as our records.
final class Records {
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private Records() {}

    static ClusterSnapshot.Node node(Node node) {
        NodeSystemInfo info =
                Optional.ofNullable(node.getStatus().getNodeInfo()).orElseGet(NodeSystemInfo::new);
        Optional<NodeCondition> ready =
                node.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .findFirst();
        return new ClusterSnapshot.Node(
                node.getMetadata().getName(),
                ready.map(NodeCondition::getStatus).orElse("Unknown"),
                ready.map(r -> (text(r.getReason()) + " " + text(r.getMessage())).strip())
                        .orElse(""),
                created(node),
                labels(node),
                node.getSpec().getTaints().stream().map(Records::taint).toList(),
                node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(address -> address.getAddress())
                        .toList(),
                text(info.getArchitecture()),
                text(info.getOsImage()),
                text(info.getContainerRuntimeVersion()),
                text(info.getKubeletVersion()),
                pressures(node),
                Amounts.allocatable(node));
    }

    /// The network that is not there is as bad as memory or disk that runs out.
    private static List<String> pressures(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> !condition.getType().equals("Ready"))
                .filter(condition -> condition.getStatus().equals("True"))
                .map(NodeCondition::getType)
                .filter(type -> type.endsWith("Pressure") || type.equals("NetworkUnavailable"))
                .toList();
    }

    private static String taint(Taint taint) {
        String value = text(taint.getValue()).isEmpty() ? "" : "=" + taint.getValue();
        return taint.getKey() + value + ":" + taint.getEffect();
    }

    static ClusterSnapshot.Pod pod(Pod pod) {
        PodStatus status = PodStatus.of(pod);
        return new ClusterSnapshot.Pod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                owner(pod),
                text(pod.getSpec().getNodeName()),
                status.shown(),
                status.ready(),
                status.containers(),
                status.restarts(),
                created(pod),
                pod.getSpec().getContainers().stream()
                        .map(container -> text(container.getImage()))
                        .toList(),
                Amounts.requests(pod),
                message(pod));
    }

    /// A Deployment owns its pods through a ReplicaSet, whose name is the Deployment's with the template's hash.
    private static String owner(Pod pod) {
        Optional<OwnerReference> controller =
                pod.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                        .findFirst()
                        .or(() -> pod.getMetadata().getOwnerReferences().stream().findFirst());
        if (controller.isEmpty()) {
            return "Pod/" + pod.getMetadata().getName();
        }
        String kind = controller.get().getKind();
        String name = controller.get().getName();
        String hash = labels(pod).get(TEMPLATE_HASH);
        return kind.equals("ReplicaSet") && hash != null && name.endsWith("-" + hash)
                ? "Deployment/" + name.substring(0, name.length() - hash.length() - 1)
                : kind + "/" + name;
    }

    private static String message(Pod pod) {
        Stream<ContainerStatus> containers =
                Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream());
        return containers
                .filter(c -> c.getState() != null && c.getState().getWaiting() != null)
                .map(c -> text(c.getState().getWaiting().getMessage()))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .or(() -> unscheduled(pod))
                .orElse(text(pod.getStatus().getMessage()));
    }

    private static Optional<String> unscheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .map(c -> text(c.getMessage()))
                .findFirst();
    }

    static ClusterSnapshot.Service service(Service service) {
        var balancer = service.getStatus() == null ? null : service.getStatus().getLoadBalancer();
        List<String> external =
                balancer == null
                        ? List.of()
                        : balancer.getIngress().stream()
                                .flatMap(
                                        entry ->
                                                Stream.of(
                                                        text(entry.getIp()),
                                                        text(entry.getHostname())))
                                .filter(address -> !address.isEmpty())
                                .toList();
        return new ClusterSnapshot.Service(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                text(service.getSpec().getType()),
                text(service.getSpec().getClusterIP()).replace("None", ""),
                labels(service),
                external,
                service.getSpec().getPorts().stream().map(Records::port).toList());
    }

    private static String port(ServicePort port) {
        String node = port.getNodePort() == null ? "" : ":" + port.getNodePort();
        String protocol = port.getProtocol() == null ? "TCP" : port.getProtocol();
        return port.getPort() + node + "/" + protocol;
    }

    private static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static Instant created(HasMetadata object) {
        String stamp = object.getMetadata().getCreationTimestamp();
        return stamp == null ? Instant.EPOCH : Instant.parse(stamp);
    }

    static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }
}
