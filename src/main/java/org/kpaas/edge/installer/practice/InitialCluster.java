package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.practice.Workloads.Kind;
import org.kpaas.edge.installer.practice.Workloads.Workload;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The practice cluster before any edge deployment: one control plane and three workers, healthy as the guide shows
/// them (2.5), thirty-nine minutes old.
final class InitialCluster {
    static final String CONTROL_PLANE = "cp-master";
    static final List<String> WORKERS = List.of("cp-worker-1", "cp-worker-2", "cp-worker-3");
    static final List<String> NODES =
            List.of(CONTROL_PLANE, "cp-worker-1", "cp-worker-2", "cp-worker-3");

    static final String SYSTEM = "kube-system";
    static final String METALLB = "metallb-system";

    private static final String REGISTRY = "registry.k8s.io/";
    private static final String CALICO = "quay.io/calico/";

    private final KubeStore store;
    private final Workloads workloads;
    private final Release release;
    private final Instant built = Instant.now().minus(Duration.ofMinutes(39));

    InitialCluster(KubeStore store, Workloads workloads, Release release) {
        this.store = store;
        this.workloads = workloads;
        this.release = release;
    }

    void build(PracticeNet net) {
        for (String name : List.of("default", SYSTEM, "kube-public", METALLB)) {
            store.put("namespaces", KubeObjects.namespace(name, built));
        }
        node(CONTROL_PLANE, net.controlPlane().text(), true);
        for (int i = 0; i < WORKERS.size(); i++) {
            node(WORKERS.get(i), net.worker(i + 1).text(), false);
        }
        staticPods();
        deployments();
        daemonSets();
        store.put(
                "services",
                KubeObjects.service("default", "kubernetes", "ClusterIP", Map.of(443, 0)));
        store.put("services", KubeObjects.service(SYSTEM, "coredns", "ClusterIP", Map.of(53, 0)));
    }

    static Workload kubeProxy(Release release) {
        return Workload.of(
                SYSTEM,
                Kind.DAEMON_SET,
                "kube-proxy",
                REGISTRY + "kube-proxy:" + release.versions().kubernetes());
    }

    static Workload calicoNode() {
        return Workload.of(SYSTEM, Kind.DAEMON_SET, "calico-node", CALICO + "node:v3.28.1");
    }

    static Workload nodeLocalDns() {
        return Workload.of(
                SYSTEM,
                Kind.DAEMON_SET,
                "nodelocaldns",
                REGISTRY + "dns/k8s-dns-node-cache:1.22.28");
    }

    static Workload speaker() {
        return Workload.of(METALLB, Kind.DAEMON_SET, "speaker", "quay.io/metallb/speaker:v0.13.9");
    }

    private void node(String name, String address, boolean controlPlane) {
        var labels =
                new java.util.TreeMap<>(
                        Map.of(
                                "kubernetes.io/hostname", name,
                                "kubernetes.io/arch", "amd64",
                                "kubernetes.io/os", "linux"));
        if (controlPlane) {
            labels.put("node-role.kubernetes.io/control-plane", "");
        }
        ObjectNode node =
                KubeObjects.node(
                        new KubeObjects.NodeShape(
                                name,
                                address,
                                labels,
                                "amd64",
                                "Ubuntu 22.04.5 LTS",
                                "5.15.0-119-generic",
                                "cri-o://" + release.versions().crioCloud(),
                                release.versions().kubernetes(),
                                built));
        KubeObjects.readiness(node, "True", "KubeletReady", "kubelet is posting ready status");
        store.put("nodes", node);
    }

    private void staticPods() {
        String version = release.versions().kubernetes();
        for (String name : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler")) {
            workloads.addRunning(
                    Workload.of(SYSTEM, Kind.STATIC, name, REGISTRY + name + ":" + version),
                    CONTROL_PLANE,
                    name.equals("kube-apiserver") ? 0 : 1,
                    built);
        }
    }

    private void deployments() {
        deployment(
                SYSTEM,
                "calico-kube-controllers",
                "cp-worker-1",
                CALICO + "kube-controllers:v3.28.1");
        deployment(SYSTEM, "coredns", CONTROL_PLANE, REGISTRY + "coredns/coredns:v1.11.1");
        deployment(SYSTEM, "coredns", "cp-worker-2", REGISTRY + "coredns/coredns:v1.11.1");
        deployment(
                SYSTEM,
                "dns-autoscaler",
                CONTROL_PLANE,
                REGISTRY + "cpa/cluster-proportional-autoscaler:v1.8.8");
        deployment(
                SYSTEM,
                "metrics-server",
                "cp-worker-3",
                REGISTRY + "metrics-server/metrics-server:v0.7.0",
                REGISTRY + "autoscaling/addon-resizer:1.8.20");
        deployment(METALLB, "controller", "cp-worker-1", "quay.io/metallb/controller:v0.13.9");
    }

    private void deployment(String namespace, String name, String node, String... images) {
        workloads.addRunning(Workload.of(namespace, Kind.DEPLOYMENT, name, images), node, 0, built);
        store.put("deployments", KubeObjects.workload(namespace, name, built));
    }

    private void daemonSets() {
        for (Workload workload :
                List.of(kubeProxy(release), calicoNode(), nodeLocalDns(), speaker())) {
            store.put(
                    "daemonsets",
                    KubeObjects.workload(workload.namespace(), workload.name(), built));
            for (String node : NODES) {
                workloads.addRunning(workload, node, 0, built);
            }
        }
    }
}
