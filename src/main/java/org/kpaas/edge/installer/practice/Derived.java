package org.kpaas.edge.installer.practice;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/// What the controllers of a cluster keep up to date: leases of the nodes that answer, the status of workloads, the
/// ReplicaSets between Deployments and their pods, and the endpoints of CloudCore's Service. Worked out when somebody asks.
final class Derived {
    private static final int LOST_SECONDS = 300;

    private final KubeStore store;

    Derived(KubeStore store) {
        this.store = store;
    }

    /// The objects of a list as they are now.
    List<ObjectNode> now(KubeKind.Target target, List<ObjectNode> stored) {
        return switch (target.kind()) {
            case LEASES -> leases();
            case REPLICASETS -> replicaSets(target.namespace());
            case DEPLOYMENTS, DAEMONSETS -> stored.stream().map(this::counted).toList();
            case ENDPOINTS -> endpoints(target.namespace());
            default -> stored;
        };
    }

    private List<ObjectNode> leases() {
        return all("nodes", "").stream().map(Derived::lease).toList();
    }

    private static ObjectNode lease(ObjectNode node) {
        boolean answers = condition(node, "Ready").equals("True");
        ObjectNode lease = JsonMapper.shared().createObjectNode();
        lease.withObject("/metadata")
                .put("name", node.at("/metadata/name").asString())
                .put("namespace", "kube-node-lease");
        lease.withObject("/spec")
                .put(
                        "renewTime",
                        Instant.now()
                                .minusSeconds(answers ? 1 : LOST_SECONDS)
                                .truncatedTo(ChronoUnit.MICROS)
                                .toString());
        return lease;
    }

    private ObjectNode counted(ObjectNode workload) {
        String name = workload.at("/metadata/name").asString();
        List<ObjectNode> pods =
                all("pods", workload.at("/metadata/namespace").asString()).stream()
                        .filter(pod -> pod.at("/metadata/labels/app").asString("").equals(name))
                        .toList();
        int ready = (int) pods.stream().filter(Derived::isReady).count();
        workload.withObject("/spec").put("replicas", pods.size());
        workload.withObject("/status")
                .put("readyReplicas", ready)
                .put("desiredNumberScheduled", pods.size())
                .put("numberReady", ready);
        return workload;
    }

    private List<ObjectNode> replicaSets(String namespace) {
        var sets = new TreeMap<String, ObjectNode>();
        for (ObjectNode pod : all("pods", namespace)) {
            JsonNode owner = pod.at("/metadata/ownerReferences/0");
            if (owner.path("kind").asString("").equals("ReplicaSet")) {
                String space = pod.at("/metadata/namespace").asString();
                String name = owner.path("name").asString();
                sets.computeIfAbsent(space + "/" + name, key -> replicaSet(space, name, pod));
            }
        }
        return List.copyOf(sets.values());
    }

    private static ObjectNode replicaSet(String namespace, String name, ObjectNode pod) {
        ObjectNode set = KubeObjects.named(namespace, name);
        set.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .put("name", pod.at("/metadata/labels/app").asString(""))
                .put("controller", true);
        return set;
    }

    private List<ObjectNode> endpoints(String namespace) {
        return all("services", namespace).stream()
                .filter(it -> it.at("/metadata/name").asString().equals("cloudcore"))
                .map(this::endpoints)
                .toList();
    }

    private ObjectNode endpoints(ObjectNode service) {
        ObjectNode endpoints = JsonMapper.shared().createObjectNode();
        endpoints
                .withObject("/metadata")
                .put("name", "cloudcore")
                .put("namespace", service.at("/metadata/namespace").asString());
        ObjectNode subset = endpoints.putArray("subsets").addObject();
        ArrayNode addresses = subset.putArray("addresses");
        for (ObjectNode pod : all("pods", service.at("/metadata/namespace").asString())) {
            if (pod.at("/metadata/labels/app").asString("").equals("cloudcore") && isReady(pod)) {
                addresses.addObject().put("ip", address(pod.at("/spec/nodeName").asString("")));
            }
        }
        ArrayNode ports = subset.putArray("ports");
        for (JsonNode port : service.at("/spec/ports")) {
            ports.addObject().put("port", port.path("port").asInt());
        }
        return endpoints;
    }

    /// CloudCore uses its node's network.
    private String address(String node) {
        return store.find("nodes", "", node)
                .map(it -> it.at("/status/addresses/0/address").asString(""))
                .orElse("");
    }

    private static boolean isReady(ObjectNode pod) {
        return condition(pod, "Ready").equals("True");
    }

    private static String condition(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition.path("status").asString("");
            }
        }
        return "";
    }

    private List<ObjectNode> all(String resource, String namespace) {
        return store.list(new KubeStore.Selection(resource, namespace)).items();
    }
}
