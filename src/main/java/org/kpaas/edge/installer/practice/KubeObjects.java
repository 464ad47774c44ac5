package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// The JSON shapes of Kubernetes objects, as far as `kubectl get` and its like look at them.
final class KubeObjects {
    /// How the addresses of Services begin.
    static final String SERVICES = "10.233.";

    private KubeObjects() {}

    /// @param labels  all of them, roles included
    /// @param runtime for instance `cri-o://1.30.3`
    record NodeShape(
            String name,
            String address,
            Map<String, String> labels,
            String architecture,
            String osImage,
            String kernel,
            String runtime,
            String kubelet,
            Instant created) {}

    /// @param ownerKind `ReplicaSet`, `DaemonSet` or `Node`
    /// @param images    one per container
    record PodShape(
            String namespace,
            String name,
            String ownerKind,
            String owner,
            List<String> images,
            Instant created) {}

    static ObjectNode node(NodeShape shape) {
        ObjectNode node = object("", shape.name(), shape.created());
        shape.labels().forEach(node.withObject("/metadata/labels")::put);
        node.withObject("/spec");
        ObjectNode status = node.withObject("/status");
        status.putArray("addresses").add(address("InternalIP", shape.address()));
        status.withArray("/addresses").add(address("Hostname", shape.name()));
        status.withObject("/capacity")
                .put("cpu", "4")
                .put("memory", "4015436Ki")
                .put("pods", "110");
        status.withObject("/allocatable")
                .put("cpu", "3900m")
                .put("memory", "3913036Ki")
                .put("pods", "110");
        status.withObject("/nodeInfo")
                .put("architecture", shape.architecture())
                .put("operatingSystem", "linux")
                .put("osImage", shape.osImage())
                .put("kernelVersion", shape.kernel())
                .put("containerRuntimeVersion", shape.runtime())
                .put("kubeletVersion", shape.kubelet())
                .put("kubeProxyVersion", shape.kubelet());
        return node;
    }

    /// @param ready `True`, `False` or `Unknown`
    static void readiness(ObjectNode node, String ready, String reason, String message) {
        ArrayNode conditions = node.withObject("/status").putArray("conditions");
        for (String pressure : List.of("MemoryPressure", "DiskPressure", "PIDPressure")) {
            conditions.add(condition(pressure, "False", "KubeletHasNo" + pressure, ""));
        }
        conditions.add(condition("Ready", ready, reason, message));
    }

    /// As a control plane that admits no ordinary pods.
    static void taint(ObjectNode node) {
        node.withObject("/spec")
                .putArray("taints")
                .addObject()
                .put("key", "node-role.kubernetes.io/control-plane")
                .put("effect", "NoSchedule");
    }

    static void untaint(ObjectNode node) {
        node.withObject("/spec").remove("taints");
    }

    static void request(ObjectNode pod, String memory) {
        pod.withObject("/spec/containers/0/resources/requests").put("memory", memory);
    }

    /// A pod that nobody has scheduled yet.
    static ObjectNode pod(PodShape shape) {
        ObjectNode pod = object(shape.namespace(), shape.name(), shape.created());
        ObjectNode owner = pod.withObject("/metadata").putArray("ownerReferences").addObject();
        owner.put("apiVersion", shape.ownerKind().equals("Node") ? "v1" : "apps/v1");
        owner.put("kind", shape.ownerKind())
                .put("name", shape.owner())
                .put("uid", shape.ownerKind() + "-" + shape.owner())
                .put("controller", true);
        ArrayNode containers = pod.withObject("/spec").putArray("containers");
        for (String image : shape.images()) {
            containers.addObject().put("name", container(image)).put("image", image);
        }
        pod.withObject("/status").put("phase", "Pending").putArray("conditions");
        return pod;
    }

    static void schedule(ObjectNode pod, String node) {
        pod.withObject("/spec").put("nodeName", node);
        pod.withObject("/status")
                .putArray("conditions")
                .add(condition("PodScheduled", "True", "", ""));
    }

    static void unschedulable(ObjectNode pod, String message) {
        pod.withObject("/status")
                .putArray("conditions")
                .add(condition("PodScheduled", "False", "Unschedulable", message));
    }

    /// The node has taken the pod and is not there yet.
    static void waiting(ObjectNode pod, String reason, String message) {
        for (ObjectNode status : statuses(pod, false)) {
            ObjectNode waiting = status.withObject("/state/waiting").put("reason", reason);
            if (!message.isEmpty()) {
                waiting.put("message", message);
            }
        }
    }

    static void running(ObjectNode pod, int restarts) {
        pod.withObject("/status").put("phase", "Running");
        for (ObjectNode status : statuses(pod, true)) {
            status.put("restartCount", restarts);
            status.withObject("/state/running").put("startedAt", now());
        }
        pod.withObject("/status").withArray("/conditions").add(condition("Ready", "True", "", ""));
    }

    static ObjectNode namespace(String name, Instant created) {
        ObjectNode namespace = object("", name, created);
        namespace.withObject("/status").put("phase", "Active");
        return namespace;
    }

    /// An object of which only its name matters.
    static ObjectNode named(String namespace, String name) {
        return object(namespace, name, Instant.now());
    }

    /// A Deployment or DaemonSet.
    static ObjectNode workload(String namespace, String name, Instant created) {
        ObjectNode workload = object(namespace, name, created);
        workload.withObject("/spec/template/spec");
        return workload;
    }

    static void keepOffEdges(ObjectNode workload) {
        ObjectNode required =
                workload.withObject(
                        "/spec/template/spec/affinity/nodeAffinity"
                                + "/requiredDuringSchedulingIgnoredDuringExecution");
        ObjectNode term = required.putArray("nodeSelectorTerms").addObject();
        term.putArray("matchExpressions")
                .addObject()
                .put("key", "node-role.kubernetes.io/edge")
                .put("operator", "DoesNotExist");
    }

    /// @param address in CIDR form
    static ObjectNode pool(String namespace, String name, String address) {
        ObjectNode pool = object(namespace, name, Instant.now());
        pool.withObject("/spec").put("autoAssign", false).putArray("addresses").add(address);
        return pool;
    }

    /// @param nodePorts port to node port; 0 for none
    static ObjectNode service(
            String namespace, String name, String type, Map<Integer, Integer> nodePorts) {
        ObjectNode service = object(namespace, name, Instant.now());
        ObjectNode spec = service.withObject("/spec").put("type", type);
        spec.put("clusterIP", SERVICES + "0." + (1 + Math.floorMod(name.hashCode(), 250)));
        ArrayNode ports = spec.putArray("ports");
        nodePorts.forEach(
                (port, nodePort) -> {
                    ObjectNode row = ports.addObject();
                    row.put("name", "port-" + port).put("port", port).put("protocol", "TCP");
                    row.put("targetPort", port);
                    if (nodePort > 0) {
                        row.put("nodePort", nodePort);
                    }
                });
        service.withObject("/status").withObject("/loadBalancer");
        return service;
    }

    static void externalIp(ObjectNode service, String address) {
        service.withObject("/status/loadBalancer")
                .putArray("ingress")
                .addObject()
                .put("ip", address);
    }

    private static List<ObjectNode> statuses(ObjectNode pod, boolean ready) {
        ArrayNode all = pod.withObject("/status").putArray("containerStatuses");
        var statuses = new java.util.ArrayList<ObjectNode>();
        for (var container : pod.at("/spec/containers")) {
            String image = container.path("image").asString();
            ObjectNode status = all.addObject().put("name", container.path("name").asString());
            status.put("image", image).put("imageID", "").put("ready", ready);
            statuses.add(status.put("started", ready).put("restartCount", 0));
        }
        return statuses;
    }

    private static ObjectNode object(String namespace, String name, Instant created) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        ObjectNode metadata = object.withObject("/metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("creationTimestamp", created.truncatedTo(ChronoUnit.SECONDS).toString());
        return object;
    }

    private static ObjectNode address(String type, String address) {
        return JsonMapper.shared().createObjectNode().put("type", type).put("address", address);
    }

    private static ObjectNode condition(String type, String status, String reason, String message) {
        ObjectNode condition =
                JsonMapper.shared().createObjectNode().put("type", type).put("status", status);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
        }
        if (!message.isEmpty()) {
            condition.put("message", message);
        }
        return condition.put("lastTransitionTime", now());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// The last part of an image's name, without its tag.
    private static String container(String image) {
        return image.substring(image.lastIndexOf('/') + 1).replaceFirst(":.*", "");
    }
}
