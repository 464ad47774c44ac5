package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterDetails.Endpoint;
import org.kpaas.edge.installer.cluster.ClusterDetails.Event;
import org.kpaas.edge.installer.cluster.ClusterDetails.Namespace;
import org.kpaas.edge.installer.cluster.ClusterDetails.Pool;
import org.kpaas.edge.installer.cluster.ClusterDetails.Workload;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

final class DetailReaderTest {
    @TempDir Path folder;
    private TestApi api;
    private NamespacedKubernetesClient admin;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        admin = api.client();
    }

    @AfterEach
    void stop() throws Exception {
        admin.close();
        api.close();
    }

    @Test
    void everyPartIsRead() throws Exception {
        create(
                """
                {apiVersion: v1, kind: Namespace, metadata: {name: kubeedge}, status: {phase: Terminating}}
                ---
                {apiVersion: coordination.k8s.io/v1, kind: Lease,
                 metadata: {name: cp-edge, namespace: kube-node-lease},
                 spec: {renewTime: '2026-01-01T00:00:00.123456Z'}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: cloudcore, namespace: kubeedge},
                 spec: {replicas: 2, selector: {}, template: {}}, status: {readyReplicas: 1}}
                ---
                {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: speaker, namespace: metallb-system},
                 spec: {selector: {}, template: {spec: {containers: [], affinity: {nodeAffinity:
                   {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions:
                     [{key: node-role.kubernetes.io/edge, operator: DoesNotExist}]}]}}}}}},
                 status: {desiredNumberScheduled: 4, numberReady: 3}}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: cloudcore}}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: edgemesh-agent}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: casecret, namespace: kubeedge},
                 data: {cadata: cGxhbnRlZA==}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: cloudcore, namespace: kubeedge}}
                ---
                {apiVersion: v1, kind: Endpoints, metadata: {name: cloudcore, namespace: kubeedge}, subsets:
                 [{addresses: [{ip: 10.0.0.11}, {ip: 10.0.0.12}], notReadyAddresses: [{ip: 10.0.0.13}],
                   ports: [{port: 10002}, {port: 10000}]}]}
                ---
                {apiVersion: v1, kind: Event, metadata: {name: e1, namespace: kubeedge}, type: Warning,
                 involvedObject: {kind: Pod, name: cloudcore-x}, reason: FailedScheduling, message: no node, count: 3,
                 lastTimestamp: '2026-01-01T00:00:00Z'}
                ---
                {apiVersion: v1, kind: Event, metadata: {name: e2, namespace: default}, type: Normal,
                 involvedObject: {kind: Node, name: cp-edge}, reason: NodeReady, message: ready,
                 eventTime: '2026-01-01T00:00:01.000000Z'}
                """);
        ClusterDetails details = read();
        assertThat(details.namespaces())
                .contains(List.of(new Namespace("kubeedge", "Terminating")));
        assertThat(details.leases().orElseThrow())
                .containsEntry("cp-edge", Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(details.workloads().orElseThrow())
                .containsExactly(
                        new Workload("kubeedge", "Deployment", "cloudcore", 2, 1, false),
                        new Workload("metallb-system", "DaemonSet", "speaker", 4, 3, true));
        assertThat(details.roles().orElseThrow())
                .containsExactly("ClusterRole/cloudcore", "ClusterRoleBinding/edgemesh-agent");
        assertThat(details.secrets()).contains(List.of("casecret"));
        assertThat(details.toString()).doesNotContain("planted", "cGxhbnRlZA");
        assertThat(details.configMaps()).contains(List.of("cloudcore"));
        assertThat(details.endpoints().orElseThrow())
                .containsExactly(
                        new Endpoint(10000, List.of("10.0.0.11", "10.0.0.12")),
                        new Endpoint(10002, List.of("10.0.0.11", "10.0.0.12")));
        assertThat(details.events().orElseThrow())
                .extracting(Event::reason, Event::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("NodeReady", 1),
                        org.assertj.core.groups.Tuple.tuple("FailedScheduling", 3));
    }

    @Test
    void poolsAndDefinitionsAreReadPageByPage() throws Exception {
        fixed(
                "/apis/metallb.io/v1beta1/ipaddresspools?limit=500",
                200,
                """
                {"metadata": {"continue": "next/page"}, "items": [{"metadata": {"name": "cloudcore",
                 "namespace": "metallb-system"}, "spec": {"addresses": ["10.0.0.50/32"], "autoAssign": false}}]}
                """);
        fixed(
                "/apis/metallb.io/v1beta1/ipaddresspools?limit=500&continue=next%2Fpage",
                200,
                """
                {"items": [{"metadata": {"name": "b", "namespace": "metallb-system"},
                 "spec": {"addresses": ["10.0.1.1-10.0.1.9"]}}], "metadata": {}}
                """);
        fixed(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?limit=500",
                200,
                """
                {"items": [{"metadata": {"name": "rules.rules.kubeedge.io"}}], "metadata": {}}
                """);
        ClusterDetails details = read();
        assertThat(details.pools().orElseThrow())
                .containsExactly(
                        new Pool("metallb-system", "cloudcore", List.of("10.0.0.50/32"), false),
                        new Pool("metallb-system", "b", List.of("10.0.1.1-10.0.1.9"), true));
        assertThat(details.definitions()).contains(List.of("rules.rules.kubeedge.io"));
    }

    @Test
    void aMissingRightOrApiMakesAPartUnknownAndNothingElse() throws Exception {
        fixed("/api/v1/namespaces/kubeedge/secrets?limit=500", 403, "{}");
        fixed("/apis/metallb.io/v1beta1/ipaddresspools?limit=500", 404, "{}");
        ClusterDetails details = read();
        assertThat(details.secrets()).isEmpty();
        assertThat(details.pools()).isEmpty();
        assertThat(details.configMaps()).isPresent();
        assertThat(details.events()).isPresent();
    }

    @Test
    void anyOtherRefusalIsAProblem() {
        fixed("/apis/apps/v1/daemonsets?limit=500", 401, "{}");
        assertThat(catchThrowableOfType(ProblemException.class, this::read).problem().code())
                .isEqualTo("cluster.unauthorized");
    }

    private ClusterDetails read() throws Exception {
        try (var cluster = new KubeClusters().open(api.controlPlane())) {
            return cluster.snapshot().details();
        }
    }

    private void create(String yaml) {
        admin.load(
                        new java.io.ByteArrayInputStream(
                                ("---\n" + yaml).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> admin.resource(item).create());
    }

    private void fixed(String path, int code, String body) {
        api.server().expect().get().withPath(path).andReturn(code, body).always();
    }
}
