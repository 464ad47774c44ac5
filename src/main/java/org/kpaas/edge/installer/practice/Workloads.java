package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Pods and the workloads behind them: names as Kubernetes makes them, and the states a pod goes through.
final class Workloads {
    static final String PODS = "pods";

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final KubeStore store;
    private final Random random = new Random();
    private final Map<String, String> hashes = new HashMap<>();

    Workloads(KubeStore store) {
        this.store = store;
    }

    /// How the pods of a workload are named and owned.
    enum Kind {
        DEPLOYMENT,
        DAEMON_SET,
        STATIC
    }

    /// A workload; a static pod's name ends with its node.
    record Workload(String namespace, Kind kind, String name, List<String> images) {
        static Workload of(String namespace, Kind kind, String name, String... images) {
            return new Workload(namespace, kind, name, List.of(images));
        }
    }

    /// One pod, by namespace and name.
    record PodName(String namespace, String name) {}

    /// A pod that nobody has scheduled yet.
    PodName add(Workload workload, Instant created) {
        return add(workload, created, letters(5));
    }

    PodName addRunning(Workload workload, String node, int restarts, Instant created) {
        PodName pod = add(workload, created, workload.kind() == Kind.STATIC ? node : letters(5));
        schedule(pod, node);
        run(pod, restarts);
        return pod;
    }

    void schedule(PodName pod, String node) {
        edit(pod, object -> KubeObjects.schedule(object, node));
    }

    void creating(PodName pod, String node) {
        edit(
                pod,
                object -> {
                    KubeObjects.schedule(object, node);
                    KubeObjects.waiting(object, "ContainerCreating", "");
                });
    }

    /// @param memory in Kubernetes' words, for instance `512Mi`
    void request(PodName pod, String memory) {
        edit(pod, object -> KubeObjects.request(object, memory));
    }

    void unschedulable(PodName pod, String message) {
        edit(pod, object -> KubeObjects.unschedulable(object, message));
    }

    void run(PodName pod, int restarts) {
        edit(pod, object -> KubeObjects.running(object, restarts));
    }

    void remove(PodName pod) {
        store.remove(PODS, pod.namespace(), pod.name());
    }

    /// The pods of a workload that there are now.
    List<PodName> of(Workload workload) {
        return store.list(new KubeStore.Selection(PODS, workload.namespace())).items().stream()
                .filter(pod -> pod.at("/metadata/labels/app").asString("").equals(workload.name()))
                .map(pod -> new PodName(workload.namespace(), pod.at("/metadata/name").asString()))
                .toList();
    }

    private PodName add(Workload workload, Instant created, String suffix) {
        String owner =
                switch (workload.kind()) {
                    case DAEMON_SET -> workload.name();
                    case STATIC -> suffix;
                    case DEPLOYMENT -> workload.name() + "-" + hash(workload);
                };
        String ownerKind =
                switch (workload.kind()) {
                    case DAEMON_SET -> "DaemonSet";
                    case STATIC -> "Node";
                    case DEPLOYMENT -> "ReplicaSet";
                };
        String prefix = workload.kind() == Kind.DEPLOYMENT ? owner : workload.name();
        String name = prefix + "-" + suffix;
        ObjectNode pod =
                KubeObjects.pod(
                        new KubeObjects.PodShape(
                                workload.namespace(),
                                name,
                                ownerKind,
                                owner,
                                workload.images(),
                                created));
        ObjectNode labels = pod.withObject("/metadata/labels").put("app", workload.name());
        if (workload.kind() == Kind.DEPLOYMENT) {
            labels.put("pod-template-hash", hash(workload));
        }
        store.put(PODS, pod);
        return new PodName(workload.namespace(), name);
    }

    private void edit(PodName pod, Consumer<ObjectNode> edit) {
        store.edit(PODS, pod.namespace(), pod.name(), edit);
    }

    private synchronized String hash(Workload workload) {
        return hashes.computeIfAbsent(
                workload.namespace() + "/" + workload.name(), key -> letters(10));
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
