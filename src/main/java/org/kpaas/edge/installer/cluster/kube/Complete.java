package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;

/// Objects that nobody has reported on yet may lack whole parts; those are empty here.
final class Complete {
    private Complete() {}

    static <T extends HasMetadata> T object(T object) {
        switch (object) {
            case Node node -> complete(node);
            case Pod pod -> complete(pod);
            case Service service -> complete(service);
            default -> {}
        }
        return object;
    }

    private static void complete(Node node) {
        if (node.getSpec() == null) {
            node.setSpec(new NodeSpec());
        }
        if (node.getStatus() == null) {
            node.setStatus(new NodeStatus());
        }
    }

    private static void complete(Pod pod) {
        if (pod.getSpec() == null) {
            pod.setSpec(new PodSpec());
        }
        if (pod.getStatus() == null) {
            pod.setStatus(new PodStatus());
        }
    }

    private static void complete(Service service) {
        if (service.getSpec() == null) {
            service.setSpec(new ServiceSpec());
        }
    }
}
