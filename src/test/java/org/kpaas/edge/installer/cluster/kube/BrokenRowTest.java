package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.SampleCluster;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.Verifier;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Every row of a healthy deployment, broken one at a time in a recorded cluster behind a real API: exactly that row is
/// told, and no other.
final class BrokenRowTest {
    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();
    private static final String ROLE = "node-role.kubernetes.io/";

    @TempDir static Path folder;
    private static TestApi api;
    private static Cluster cluster;
    private static RecordedCluster recorded;

    @BeforeAll
    static void start() throws Exception {
        api = new TestApi(folder);
        recorded = new RecordedCluster(api.client());
        cluster = new KubeClusters().open(api.controlPlane());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        recorded.close();
        api.close();
    }

    /// @param how changes the recorded cluster
    private record Broken(
            RowId id, String subject, Verdict verdict, Consumer<RecordedCluster> how) {
        @Override
        public String toString() {
            return id.id() + " " + subject;
        }
    }

    @Test
    void theRecordedClusterIsHealthy() throws Exception {
        Verification found = judge();
        assertThat(told(found)).isEmpty();
        assertThat(found.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(found.rows())
                .filteredOn(row -> row.subject().equals("kubeedge/edgemesh-agent"))
                .first()
                .extracting(Row::found, Row::wanted)
                .containsExactly("5", "4 + 1");
        assertThat(cluster.snapshot().toString()).doesNotContain("cGxhbnRlZC1zZWNyZXQ");
    }

    @Test
    void everyRowIsBrokenAtLeastOnce() {
        Set<RowId> all = EnumSet.allOf(RowId.class);
        all.removeIf(id -> id.area() == RowId.Area.EDGES); // those are the hosts' own
        broken().forEach(broken -> all.remove(broken.id()));
        assertThat(all).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void exactlyThatRowIsTold(Broken broken) throws Exception {
        try {
            broken.how().accept(recorded);
            assertThat(told(judge()))
                    .containsExactly(
                            broken.id().id() + " " + broken.subject() + " " + broken.verdict());
        } finally {
            recorded.restore();
        }
    }

    static List<Broken> broken() {
        var all = new ArrayList<Broken>();
        nodes(all);
        pods(all);
        objects(all);
        return all;
    }

    private static void nodes(List<Broken> all) {
        node(all, RowId.NODE_PRESENT, "cp-edge", it -> it.remove("nodes", "cp-edge"));
        node(all, RowId.NODE_NAME, "default-edge-node", RecordedCluster::addNameless);
        edit(all, RowId.NODE_READY, "cp-edge", it -> condition(it, "Ready", "Unknown"));
        edit(all, RowId.NODE_READY, "cp-worker-2", it -> condition(it, "Ready", "False"));
        edit(all, RowId.NODE_PRESSURE, "cp-edge", it -> condition(it, "DiskPressure", "True"));
        node(
                all,
                RowId.NODE_LEASE,
                "cp-edge",
                it ->
                        it.edit(
                                "leases",
                                "cp-edge",
                                lease ->
                                        lease.withObject("/spec")
                                                .put(
                                                        "renewTime",
                                                        Instant.now()
                                                                .minusSeconds(90)
                                                                .toString())));
        node(all, RowId.NODE_LEASE, "cp-worker-1", it -> it.remove("leases", "cp-worker-1"));
        edit(all, RowId.NODE_ROLES, "cp-edge", it -> labels(it).remove(ROLE + "agent"));
        edit(all, RowId.NODE_ROLES, "cp-master", it -> labels(it).remove(ROLE + "control-plane"));
        edit(all, RowId.NODE_ARCH, "cp-edge", it -> info(it).put("architecture", "amd64"));
        edit(
                all,
                RowId.NODE_VERSION,
                "cp-edge",
                it -> info(it).put("kubeletVersion", "v1.22.6-kubeedge-v1.12.1"));
        known(
                all,
                RowId.NODE_VERSION,
                "cp-worker-3",
                it -> info(it).put("kubeletVersion", "v1.30.6"));
        edit(
                all,
                RowId.NODE_RUNTIME,
                "cp-edge",
                it -> info(it).put("containerRuntimeVersion", "docker://24.0.7"));
        known(
                all,
                RowId.NODE_RUNTIME,
                "cp-edge",
                it -> info(it).put("containerRuntimeVersion", "cri-o://1.24.0"));
        edit(all, RowId.NODE_LABEL, "cp-worker-1", it -> labels(it).remove("cloudcore"));
        known(all, RowId.NODE_LABEL, "cp-worker-3", it -> labels(it).put("cloudcore", "enable"));
        known(
                all,
                RowId.NODE_CORDON,
                "cp-worker-2",
                it ->
                        it.withObject("/spec")
                                .putArray("taints")
                                .addObject()
                                .put("key", "node.kubernetes.io/unschedulable")
                                .put("effect", "NoSchedule"));
    }

    private static void pods(List<Broken> all) {
        Stream.of(
                        "kube-system/kube-apiserver",
                        "kube-system/kube-controller-manager",
                        "kube-system/kube-scheduler",
                        "kube-system/calico-kube-controllers",
                        "kube-system/calico-node",
                        "kube-system/coredns",
                        "kube-system/dns-autoscaler",
                        "kube-system/kube-proxy",
                        "kube-system/metrics-server",
                        "kube-system/nodelocaldns",
                        "kubeedge/cloudcore",
                        "kubeedge/edgemesh-agent",
                        "metallb-system/controller",
                        "metallb-system/speaker")
                .forEach(
                        workload -> {
                            all.add(bad(RowId.POD, workload, it -> it.removePod(workload)));
                            all.add(
                                    bad(
                                            RowId.POD,
                                            workload,
                                            it -> it.editPod(workload, BrokenRowTest::crash)));
                        });
        all.add(
                new Broken(
                        RowId.POD,
                        "kube-system/nodelocaldns",
                        Verdict.KNOWN,
                        it -> it.addPod("kube-system/nodelocaldns", "cp-edge")));
        pod(all, RowId.POD_EDGE, "kube-system/coredns", it -> place(it, "cp-edge"));
        all.add(
                bad(
                        RowId.POD_EDGE,
                        "kube-system/kube-proxy",
                        it -> it.addPod("kube-system/kube-proxy", "cp-edge")));
        pod(all, RowId.POD_CONTAINERS, "kube-system/metrics-server", BrokenRowTest::lessContainers);
        pod(all, RowId.POD_IMAGE, "kubeedge/cloudcore", it -> image(it, "cloudcore:v1.12.1"));
        pod(all, RowId.POD_IMAGE, "kubeedge/edgemesh-agent", it -> image(it, "agent:v1.11.0"));
        all.add(
                new Broken(
                        RowId.POD_RESTARTS,
                        "kubeedge/cloudcore",
                        Verdict.KNOWN,
                        it -> it.editPod("kubeedge/cloudcore", pod -> restarts(pod, 6))));
        pod(all, RowId.POD_SPREAD, "kubeedge/cloudcore", it -> place(it, "cp-worker-1"));
        all.add(bad(RowId.POD_OTHER, "kube-system/nginx-proxy", RecordedCluster::addFailingProxy));
    }

    private static void objects(List<Broken> all) {
        object(
                all,
                RowId.NAMESPACE,
                "kubeedge",
                it ->
                        it.edit(
                                "namespaces",
                                "kubeedge",
                                space -> space.withObject("/status").put("phase", "Terminating")));
        object(all, RowId.SERVICE, "kubeedge/cloudcore", it -> it.remove("services", "cloudcore"));
        service(all, RowId.SERVICE, it -> it.withObject("/spec").put("type", "NodePort"));
        service(all, RowId.SERVICE_ADDRESS, it -> it.withObject("/status").remove("loadBalancer"));
        service(all, RowId.SERVICE_PORTS, it -> it.withArray("/spec/ports").remove(0));
        object(
                all,
                RowId.SERVICE_ENDPOINTS,
                "kubeedge/cloudcore",
                it ->
                        it.edit(
                                "endpoints",
                                "cloudcore",
                                one -> one.withArray("/subsets/0/addresses").remove(0)));
        service(all, RowId.SERVICE_PROXY, it -> it.withObject("/metadata").remove("labels"));
        object(
                all,
                RowId.SERVICE_PROXY,
                "default/kubernetes",
                it ->
                        it.edit(
                                "services",
                                "kubernetes",
                                one -> one.withObject("/metadata").remove("labels")));
        String pool = "metallb-system/cloudcore";
        object(all, RowId.POOL, pool, it -> it.remove("ipaddresspools", "cloudcore"));
        object(
                all,
                RowId.POOL,
                pool,
                it ->
                        it.edit(
                                "ipaddresspools",
                                "cloudcore",
                                one -> one.withArray("/spec/addresses").add("10.0.0.51/32")));
        object(
                all,
                RowId.POOL_AUTO,
                pool,
                it ->
                        it.edit(
                                "ipaddresspools",
                                "cloudcore",
                                one -> one.withObject("/spec").put("autoAssign", true)));
        for (String name :
                List.of(
                        "kube-system/kube-proxy",
                        "kube-system/calico-node",
                        "metallb-system/speaker")) {
            object(
                    all,
                    RowId.AFFINITY,
                    name,
                    it ->
                            it.edit(
                                    "daemonsets",
                                    name.substring(name.indexOf('/') + 1),
                                    one ->
                                            one.withObject("/spec/template/spec")
                                                    .remove("affinity")));
        }
        Release.Leaves leaves = RELEASE.leaves();
        leaves.definitions()
                .forEach(
                        name ->
                                object(
                                        all,
                                        RowId.DEFINITION,
                                        name,
                                        it -> it.remove("customresourcedefinitions", name)));
        Stream.concat(leaves.secrets().stream(), Stream.of(leaves.meshKey()))
                .forEach(
                        name ->
                                object(
                                        all,
                                        RowId.SECRET,
                                        "kubeedge/" + name,
                                        it -> it.remove("secrets", name)));
        leaves.configMaps()
                .forEach(
                        name ->
                                object(
                                        all,
                                        RowId.CONFIGMAP,
                                        "kubeedge/" + name,
                                        it -> it.remove("configmaps", name)));
    }

    private static Broken bad(RowId id, String subject, Consumer<RecordedCluster> how) {
        return new Broken(id, subject, Verdict.UNHEALTHY, how);
    }

    private static void node(
            List<Broken> all, RowId id, String name, Consumer<RecordedCluster> how) {
        all.add(bad(id, name, how));
    }

    private static void object(
            List<Broken> all, RowId id, String subject, Consumer<RecordedCluster> how) {
        all.add(bad(id, subject, how));
    }

    private static void edit(List<Broken> all, RowId id, String name, Consumer<ObjectNode> how) {
        all.add(bad(id, name, it -> it.edit("nodes", name, how)));
    }

    private static void known(List<Broken> all, RowId id, String name, Consumer<ObjectNode> how) {
        all.add(new Broken(id, name, Verdict.KNOWN, it -> it.edit("nodes", name, how)));
    }

    private static void pod(List<Broken> all, RowId id, String workload, Consumer<ObjectNode> how) {
        all.add(bad(id, workload, it -> it.editPod(workload, how)));
    }

    private static void service(List<Broken> all, RowId id, Consumer<ObjectNode> how) {
        all.add(bad(id, "kubeedge/cloudcore", it -> it.edit("services", "cloudcore", how)));
    }

    private static ObjectNode labels(ObjectNode node) {
        return node.withObject("/metadata/labels");
    }

    private static ObjectNode info(ObjectNode node) {
        return node.withObject("/status/nodeInfo");
    }

    private static void condition(ObjectNode node, String type, String status) {
        node.withArray("/status/conditions")
                .forEach(
                        it -> {
                            if (it.path("type").asString().equals(type)) {
                                ((ObjectNode) it).put("status", status);
                            }
                        });
    }

    static void crash(ObjectNode pod) {
        ObjectNode status = (ObjectNode) pod.withArray("/status/containerStatuses").get(0);
        status.put("ready", false).put("restartCount", 9).remove("state");
        status.withObject("/state/waiting")
                .put("reason", "CrashLoopBackOff")
                .put("message", "back-off 5m0s restarting failed container");
    }

    private static void restarts(ObjectNode pod, int times) {
        ((ObjectNode) pod.withArray("/status/containerStatuses").get(0)).put("restartCount", times);
    }

    private static void place(ObjectNode pod, String node) {
        pod.withObject("/spec").put("nodeName", node);
    }

    private static void lessContainers(ObjectNode pod) {
        pod.withArray("/spec/containers").remove(1);
        pod.withArray("/status/containerStatuses").remove(1);
    }

    private static void image(ObjectNode pod, String image) {
        ((ObjectNode) pod.withArray("/spec/containers").get(0)).put("image", "kubeedge/" + image);
    }

    /// An hour later: the API stamps what it is given with the time now, and what is young may be on its way.
    private static Verification judge() throws Exception {
        ClusterSnapshot now = cluster.snapshot();
        return Verifier.judge(
                SampleCluster.SITE,
                RELEASE,
                new ClusterSnapshot(
                        now.taken().plus(Duration.ofHours(1)),
                        now.serverVersion(),
                        now.nodes(),
                        now.pods(),
                        now.services(),
                        now.details()));
    }

    private static List<String> told(Verification found) {
        Predicate<Row> fine = row -> row.verdict() == Verdict.HEALTHY;
        return found.rows().stream()
                .filter(fine.negate())
                .map(row -> row.id().id() + " " + row.subject() + " " + row.verdict())
                .toList();
    }
}
