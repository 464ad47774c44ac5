package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// What each fault does to a practice site, and how it goes away again.
final class Faults {
    private static final Workloads.Workload CACHE =
            Workloads.Workload.of(
                    "shop", Workloads.Kind.DEPLOYMENT, "cache", "docker.io/library/redis:7.2");
    private static final Workloads.Workload REPORTS =
            Workloads.Workload.of(
                    "all-teams",
                    Workloads.Kind.DEPLOYMENT,
                    "resources-api",
                    "docker.io/library/nginx:1.27");
    private static final String ROLE = "standalone/roles/cp/edge/keadm_join/tasks/main.yml";

    private final PracticeModel model;
    private final SshServers ssh;
    private final Map<Fault, Plant> plants = new EnumMap<>(Fault.class);
    private final Set<Fault> planted = EnumSet.noneOf(Fault.class);

    Faults(PracticeModel model, SshServers ssh) {
        this.model = model;
        this.ssh = ssh;
        new SaidFaults(plants).add(model);
        edges(model.edges().getFirst(), model.edges().getLast());
        links();
        checkout();
        cluster();
    }

    synchronized void plant(Fault fault) throws IOException {
        if (planted.add(fault)) {
            Objects.requireNonNull(plants.get(fault)).plant();
        }
    }

    synchronized void lift(Fault fault) throws IOException {
        if (planted.remove(fault)) {
            Objects.requireNonNull(plants.get(fault)).lift();
        }
    }

    synchronized Set<Fault> planted() {
        return Set.copyOf(planted);
    }

    private void edges(PracticeHost first, PracticeHost last) {
        String name = last.plannedName();
        plants.put(
                Fault.DUPLICATE_HOST_NAME,
                Plant.all(
                        Plant.saying(last, Map.of("host.name", first.plannedName())),
                        Plant.of(() -> last.plan(first.plannedName()), () -> last.plan(name))));
        plants.put(
                Fault.KEY_REFUSED,
                Plant.of(
                        () -> last.acceptControlPlane(false), () -> last.acceptControlPlane(true)));
        plants.put(
                Fault.PASSWORD_EXPIRED,
                Plant.of(() -> last.expirePassword(true), () -> last.expirePassword(false)));
        plants.put(
                Fault.CLOCK_WRONG,
                Plant.of(
                        () -> last.setClock(Duration.ofHours(-2)),
                        () -> last.setClock(Duration.ZERO)));
        plants.put(
                Fault.FAILING_TASK,
                Plant.of(() -> last.breakRuntime(true), () -> last.breakRuntime(false)));
        plants.put(Fault.UNREACHABLE_EDGE, Plant.of(() -> switchOff(last), () -> switchOn(last)));
    }

    private void links() {
        PracticeNetwork network = model.network();
        plants.put(
                Fault.PORT_10000_BLOCKED,
                Plant.of(
                        () -> network.dropCloudCore(10_000), () -> network.admitCloudCore(10_000)));
        plants.put(
                Fault.PORT_10002_BLOCKED,
                Plant.of(
                        () -> network.dropCloudCore(10_002), () -> network.admitCloudCore(10_002)));
        plants.put(Fault.LOST_LINK, Plant.of(() -> {}, () -> {})); // shows in the middle of a run
        KeyPair announced = model.controlPlane().hostKey();
        plants.put(
                Fault.HOST_KEY_CHANGED,
                Plant.of(() -> offer(HostKeys.generate()), () -> offer(announced)));
    }

    private void checkout() {
        Checkout checkout = model.checkout();
        plants.put(Fault.BURNT_TEMPLATES, Plant.of(this::burn, checkout::restoreTemplates));
        String variables = checkout.text(Checkout.CLUSTER_VARIABLES).orElse("");
        plants.put(
                Fault.CRLF_VARIABLES,
                Plant.file(checkout, Checkout.CLUSTER_VARIABLES, variables.replace("\n", "\r\n")));
        plants.put(
                Fault.EMPTY_CLUSTER_VARIABLES,
                Plant.file(
                        checkout,
                        Checkout.CLUSTER_VARIABLES,
                        checkout.head(Checkout.CLUSTER_VARIABLES)));
        plants.put(
                Fault.CHANGED_ROLE,
                Plant.of(() -> checkout.change(ROLE), () -> checkout.restore(ROLE)));
        plants.put(
                Fault.NO_CHECKOUT, Plant.of(checkout::remove, () -> checkout.install(model.net())));
        plants.put(
                Fault.UNKNOWN_RELEASE,
                Plant.all(
                        Plant.file(
                                checkout,
                                Checkout.DEPLOY_SCRIPT,
                                "#!/bin/bash\n\n# practice: a release that nobody knows\n"),
                        Plant.of(
                                () -> checkout.describe("v1.9.9"),
                                () -> checkout.describe(model.release().id()))));
    }

    private void cluster() {
        plants.put(
                Fault.WORKER_NOT_READY,
                Plant.of(
                        () ->
                                worker(
                                        "Unknown",
                                        "NodeStatusUnknown",
                                        "Kubelet stopped posting node status."),
                        () -> worker("True", "KubeletReady", "kubelet is posting ready status")));
        String second = InitialCluster.WORKERS.get(1);
        plants.put(
                Fault.STALE_LABEL,
                Plant.of(
                        () -> node(second, node -> labels(node).put("cloudcore", "enable")),
                        () -> node(second, node -> labels(node).remove("cloudcore"))));
        plants.put(
                Fault.TAINTED_CONTROL_PLANE,
                Plant.of(
                        () -> node(InitialCluster.CONTROL_PLANE, KubeObjects::taint),
                        () -> node(InitialCluster.CONTROL_PLANE, KubeObjects::untaint)));
        plants.put(Fault.FULL_NODE, Plant.of(this::fill, this::empty));
        plants.put(Fault.RESERVED_NAMES, Plant.of(this::collide, this::rename));
    }

    private void collide() {
        Instant now = Instant.now();
        KubeStore store = model.store();
        store.put("namespaces", KubeObjects.namespace(REPORTS.namespace(), now));
        store.put("configmaps", KubeObjects.named("default", "kube-settings"));
        store.put("deployments", KubeObjects.workload(REPORTS.namespace(), REPORTS.name(), now));
        model.workloads().addRunning(REPORTS, InitialCluster.WORKERS.getLast(), 0, now);
    }

    private void rename() {
        KubeStore store = model.store();
        model.workloads().of(REPORTS).forEach(model.workloads()::remove);
        store.remove("deployments", REPORTS.namespace(), REPORTS.name());
        store.remove("configmaps", "default", "kube-settings");
        store.remove("namespaces", "", REPORTS.namespace());
    }

    private void fill() {
        Workloads workloads = model.workloads();
        Workloads.PodName pod =
                workloads.addRunning(CACHE, InitialCluster.WORKERS.getFirst(), 0, Instant.now());
        workloads.request(pod, "3600Mi");
    }

    private void empty() {
        model.workloads().of(CACHE).forEach(model.workloads()::remove);
    }

    private static ObjectNode labels(ObjectNode node) {
        return node.withObject("/metadata/labels");
    }

    private void node(String name, Consumer<ObjectNode> change) {
        model.store().edit("nodes", "", name, change);
    }

    private void worker(String ready, String reason, String message) {
        node(
                InitialCluster.WORKERS.getLast(),
                node -> KubeObjects.readiness(node, ready, reason, message));
    }

    private void burn() {
        model.checkout()
                .burn(
                        Map.of(
                                "{CLOUDCORE_VIP}", model.net().formerVip().text(),
                                "{CLOUDCORE_PRIVATE_VIP}", model.net().formerVip().text(),
                                "{MASTER_NODE_HOSTNAME}", "old-master",
                                "{MASTER_NODE_PUBLIC_IP}", model.net().formerVip().text()));
    }

    private void offer(KeyPair key) throws IOException {
        model.controlPlane().replaceHostKey(key);
        ssh.silence(model.controlPlane());
        ssh.restore(model.controlPlane());
    }

    private void switchOff(PracticeHost host) throws IOException {
        ssh.silence(host);
        model.network().drop(host.address(), model.sshPort());
    }

    private void switchOn(PracticeHost host) throws IOException {
        model.network().admit(host.address(), model.sshPort());
        ssh.restore(host);
    }
}
