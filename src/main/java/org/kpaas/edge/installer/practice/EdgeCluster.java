package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.practice.Workloads.Kind;
import org.kpaas.edge.installer.practice.Workloads.PodName;
import org.kpaas.edge.installer.practice.Workloads.Workload;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an edge deployment does to the practice cluster, step by step, with the delays of a small real cluster. Ends in
/// the state that guide 2.5 shows, nodelocaldns waiting on the edges included (T35).
final class EdgeCluster {
    static final String SPACE = "kubeedge";

    /// The hash of CloudCore's certificate authority.
    static final String AUTHORITY =
            "5f3a9c0e7b1d2468ace013579bdf02468ace13579bdf02468ace13579bdf0246";

    static final String MESH_LABEL = "service.edgemesh.kubeedge.io/service-proxy-name";

    private static final double SCHEDULED = 1;
    private static final double RUNNING = 9;
    private static final double REGISTERED = 3;
    private static final double READY = 14;
    private static final String EDGE_ROLE = "node-role.kubernetes.io/edge";

    private final PracticeModel model;
    private final Pace pace;
    private final Workload cloudCore;
    private final Workload mesh;

    EdgeCluster(PracticeModel model, Pace pace) {
        this.model = model;
        this.pace = pace;
        Release.Versions versions = model.release().versions();
        cloudCore =
                Workload.of(
                        SPACE,
                        Kind.DEPLOYMENT,
                        "cloudcore",
                        "kubeedge/cloudcore:" + versions.kubeedge());
        mesh =
                Workload.of(
                        SPACE,
                        Kind.DAEMON_SET,
                        "edgemesh-agent",
                        "kubeedge/edgemesh-agent:" + versions.edgemesh());
    }

    /// Keeping daemon sets off the edges restarts them on every cloud node (T34).
    void restartDaemons() {
        for (Release.Restart patched : model.release().workloads().restarts()) {
            String[] parts = patched.workload().split("/", 2);
            edit(
                    patched.daemonSet() ? "daemonsets" : "deployments",
                    parts[0],
                    parts[1],
                    KubeObjects::keepOffEdges);
        }
        double delay = 0;
        for (Workload workload :
                List.of(
                        InitialCluster.kubeProxy(model.release()),
                        InitialCluster.calicoNode(),
                        InitialCluster.speaker())) {
            for (PodName pod : model.workloads().of(workload)) {
                pace.after(delay, () -> replace(workload, pod));
                delay += 1.5;
            }
        }
    }

    /// Whether a cluster role or its binding belongs to the deployment.
    static boolean isRole(String name) {
        return name.equals("cloudcore") || name.equals("edgemesh-agent");
    }

    /// @return whether there is such a node
    boolean label(String node) {
        if (model.store().find("nodes", "", node).isEmpty()) {
            return false;
        }
        edit("nodes", "", node, it -> it.withObject("/metadata/labels").put("cloudcore", "enable"));
        return true;
    }

    /// Two replicas that want different labelled nodes, or one that takes any worker, as the release has it.
    void deployCloudCore() {
        if (model.store().find("namespaces", "", SPACE).isEmpty()) {
            model.store().put("namespaces", KubeObjects.namespace(SPACE, Instant.now()));
        }
        model.controlPlane().set("kube.namespace.kubeedge", "Active");
        model.controlPlane().set("kubeedge.ca", AUTHORITY);
        if (model.store().find("services", SPACE, "cloudcore").isEmpty()) {
            var ports = new TreeMap<Integer, Integer>();
            model.release()
                    .loadBalancer()
                    .forEach((port, node) -> ports.put(Integer.valueOf(port), node));
            model.store()
                    .put(
                            "services",
                            KubeObjects.service(SPACE, "cloudcore", "LoadBalancer", ports));
        }
        put("deployments", KubeObjects.workload(SPACE, "cloudcore", Instant.now()));
        put("configmaps", KubeObjects.named(SPACE, "cloudcore"));
        model.release()
                .leaves()
                .secrets()
                .forEach(name -> put("secrets", KubeObjects.named(SPACE, name)));
        put("clusterroles", KubeObjects.named("", "cloudcore"));
        put("clusterrolebindings", KubeObjects.named("", "cloudcore"));
        if (model.workloads().of(cloudCore).isEmpty()) {
            List<String> nodes = cloudCoreNodes();
            for (int i = 0; i < model.release().versions().cloudcoreReplicas(); i++) {
                PodName pod = model.workloads().add(cloudCore, Instant.now());
                if (i < nodes.size()) {
                    bringUp(pod, nodes.get(i));
                } else {
                    model.workloads().unschedulable(pod, refusal());
                }
            }
        }
    }

    /// `keadm init` of the later releases brings this one to every cloud node too.
    void deployIptablesManager() {
        Workload manager =
                Workload.of(
                        SPACE,
                        Kind.DAEMON_SET,
                        "cloud-iptables-manager",
                        "kubeedge/iptables-manager:" + model.release().versions().kubeedge());
        put("daemonsets", KubeObjects.workload(SPACE, manager.name(), Instant.now()));
        if (model.workloads().of(manager).isEmpty()) {
            for (String node : InitialCluster.NODES) {
                bringUp(model.workloads().add(manager, Instant.now()), node);
            }
        }
    }

    /// Whether at least one CloudCore is there to make the join token.
    boolean cloudCoreRuns() {
        return model.workloads().of(cloudCore).stream().anyMatch(this::isRunning);
    }

    /// @param group for instance `kubeedge.io`
    void define(String group) {
        model.release().leaves().definitions().stream()
                .filter(name -> name.endsWith(group))
                .forEach(name -> put("customresourcedefinitions", KubeObjects.named("", name)));
    }

    /// MetalLB gives the service its address; edges can connect from now on.
    void exposeCloudCore(String privateVip) {
        put(
                "ipaddresspools",
                KubeObjects.pool(InitialCluster.METALLB, "cloudcore", privateVip + "/32"));
        edit("services", SPACE, "cloudcore", it -> KubeObjects.externalIp(it, privateVip));
        try {
            model.network().cloudCore(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// EdgeMesh and kube-proxy share these services.
    void labelServices() {
        for (String name : List.of("default/kubernetes", SPACE + "/cloudcore")) {
            String[] parts = name.split("/", 2);
            edit(
                    "services",
                    parts[0],
                    parts[1],
                    it -> it.withObject("/metadata/labels").put(MESH_LABEL, ""));
        }
    }

    /// EdgeCore has its certificates and says hello; the node is ready a while later. Nothing comes of it when the
    /// way to CloudCore's message port is closed (T79).
    void register(PracticeHost edge) {
        if (model.network().isDropped(model.net().publicVip(), 10_000)) {
            return;
        }
        pace.after(REGISTERED, () -> appear(edge));
        pace.after(READY, () -> ready(edge.name()));
    }

    /// One agent on every node there is, edges included.
    void deployMesh() {
        put("daemonsets", KubeObjects.workload(SPACE, "edgemesh-agent", Instant.now()));
        put("configmaps", KubeObjects.named(SPACE, "edgemesh-agent-cfg"));
        put("secrets", KubeObjects.named(SPACE, model.release().leaves().meshKey()));
        put("clusterroles", KubeObjects.named("", "edgemesh-agent"));
        put("clusterrolebindings", KubeObjects.named("", "edgemesh-agent"));
        for (ObjectNode node : model.store().list(new KubeStore.Selection("nodes", "")).items()) {
            addMesh(node.at("/metadata/name").asString());
        }
    }

    private void appear(PracticeHost edge) {
        String name = edge.name();
        ObjectNode node = KubeObjects.node(shape(edge, name));
        KubeObjects.readiness(node, "False", "EdgeNotReady", "edge node is starting");
        boolean isNew = model.store().find("nodes", "", name).isEmpty();
        model.store().put("nodes", node);
        if (isNew) {
            Workload dns = InitialCluster.nodeLocalDns();
            model.workloads().schedule(model.workloads().add(dns, Instant.now()), name);
            if (!model.workloads().of(mesh).isEmpty()) {
                addMesh(name);
            }
        }
    }

    private void ready(String name) {
        edit(
                "nodes",
                "",
                name,
                it ->
                        KubeObjects.readiness(
                                it, "True", "EdgeReady", "edge is posting ready status"));
    }

    private KubeObjects.NodeShape shape(PracticeHost edge, String name) {
        boolean arm = edge.says("dpkg.arch", "arm64");
        Release.Versions versions = model.release().versions();
        return new KubeObjects.NodeShape(
                name,
                edge.address().text(),
                Map.of(
                        "kubernetes.io/hostname",
                        name,
                        "kubernetes.io/arch",
                        arm ? "arm64" : "amd64",
                        "kubernetes.io/os",
                        "linux",
                        "node-role.kubernetes.io/agent",
                        "",
                        EDGE_ROLE,
                        ""),
                arm ? "arm64" : "amd64",
                edge.value("os.pretty").orElse(""),
                arm ? "5.15.0-1061-raspi" : "5.15.0-119-generic",
                "cri-o://" + versions.crioEdge().getFirst(),
                versions.edgeKubelet(),
                Instant.now());
    }

    private void addMesh(String node) {
        model.edges().stream()
                .filter(edge -> edge.name().equals(node))
                .forEach(edge -> edge.set("mesh.device", "yes"));
        boolean there =
                model.workloads().of(mesh).stream().anyMatch(pod -> nodeOf(pod).equals(node));
        if (!there) {
            bringUp(model.workloads().add(mesh, Instant.now()), node);
        }
    }

    private void bringUp(PodName pod, String node) {
        pace.after(SCHEDULED, () -> model.workloads().creating(pod, node));
        pace.after(RUNNING, () -> model.workloads().run(pod, 0));
    }

    private void replace(Workload workload, PodName pod) {
        String node = nodeOf(pod);
        model.workloads().remove(pod);
        bringUp(model.workloads().add(workload, Instant.now()), node);
    }

    private String nodeOf(PodName pod) {
        return model.store()
                .find("pods", pod.namespace(), pod.name())
                .map(it -> it.at("/spec/nodeName").asString(""))
                .orElse("");
    }

    private boolean isRunning(PodName pod) {
        return model.store()
                .find("pods", pod.namespace(), pod.name())
                .map(it -> it.at("/status/phase").asString().equals("Running"))
                .orElse(false);
    }

    private List<String> cloudCoreNodes() {
        if (model.release().versions().cloudcoreReplicas() == 1) {
            return InitialCluster.WORKERS.subList(0, 1);
        }
        var labelled = new ArrayList<String>();
        for (ObjectNode node : model.store().list(new KubeStore.Selection("nodes", "")).items()) {
            if (node.at("/metadata/labels/cloudcore").asString("").equals("enable")) {
                labelled.add(node.at("/metadata/name").asString());
            }
        }
        return labelled;
    }

    private String refusal() {
        int nodes = model.store().list(new KubeStore.Selection("nodes", "")).items().size();
        return "0/%d nodes are available: %d node(s) didn't match Pod's node affinity/selector."
                .formatted(nodes, nodes);
    }

    /// Applied again, it stays as it is.
    private void put(String resource, ObjectNode object) {
        String namespace = object.at("/metadata/namespace").asString("");
        String name = object.at("/metadata/name").asString();
        if (model.store().find(resource, namespace, name).isEmpty()) {
            model.store().put(resource, object);
        }
    }

    private void edit(
            String resource,
            String namespace,
            String name,
            java.util.function.Consumer<ObjectNode> change) {
        model.store().edit(resource, namespace, name, change);
    }
}
