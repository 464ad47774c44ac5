package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Resources;

final class RecordsTest {
    @Test
    void aNodeKeepsWhatTheRulesNeed() {
        ClusterSnapshot.Node node =
                Records.node(
                        read(
                                """
                                {apiVersion: v1, kind: Node,
                                 metadata: {name: cp-edge-1, creationTimestamp: '2026-01-01T00:00:00Z',
                                   labels: {node-role.kubernetes.io/edge: '', node-role.kubernetes.io/agent: ''}},
                                 spec: {taints: [{key: a, value: b, effect: NoSchedule}, {key: c, effect: NoExecute}]},
                                 status: {
                                   conditions: [{type: DiskPressure, status: 'False'},
                                     {type: PIDPressure, status: 'True'}, {type: EtcdIsVoter, status: 'True'},
                                     {type: NetworkUnavailable, status: 'True'},
                                     {type: Ready, status: Unknown, reason: NodeStatusUnknown, message: stopped posting}],
                                   allocatable: {cpu: 3900m, memory: 2Gi, pods: '110'},
                                   addresses: [{type: InternalIP, address: 10.0.0.21}, {type: Hostname, address: x}],
                                   nodeInfo: {architecture: arm64, osImage: Ubuntu 22.04,
                                     containerRuntimeVersion: 'cri-o://1.30', kubeletVersion: v1.26-kubeedge-v1.14.4}}}
                                """,
                                Node.class));
        assertThat(node.isEdge()).isTrue();
        assertThat(node.roles()).isEqualTo("agent,edge");
        assertThat(node.ready()).isEqualTo("Unknown");
        assertThat(node.reason()).isEqualTo("NodeStatusUnknown stopped posting");
        assertThat(node.taints()).containsExactly("a=b:NoSchedule", "c:NoExecute");
        assertThat(node.internalIps()).containsExactly("10.0.0.21");
        assertThat(node.architecture()).isEqualTo("arm64");
        assertThat(node.pressures()).containsExactly("PIDPressure", "NetworkUnavailable");
        assertThat(node.allocatable()).contains(new Resources(3900, 2 * 1024 * 1024));
        assertThat(node.created()).hasToString("2026-01-01T00:00:00Z");
    }

    @Test
    void aNodeThatHasNotReportedYetIsReadAsWell() {
        ClusterSnapshot.Node node =
                Records.node(Complete.object(read("{metadata: {name: new}}", Node.class)));
        assertThat(node.ready()).isEqualTo("Unknown");
        assertThat(node.architecture()).isEmpty();
        assertThat(node.allocatable()).isEmpty();
    }

    @Test
    void aPodTakesWhatItsContainersAskForOrTheGreediestBeforeThem() {
        assertThat(
                        pod(
                                        """
                                        {phase: Pending}
                                        """,
                                        """
                                        {overhead: {cpu: 10m},
                                         initContainers: [{name: a, resources: {requests: {cpu: '0.5', memory: 10M}}}],
                                         containers: [{name: b, resources: {requests: {cpu: 100m, memory: 128Mi}}},
                                           {name: c, resources: {limits: {cpu: '4'}}}, {name: d}]}
                                        """)
                                .requests())
                .contains(new Resources(500, 128 * 1024));
        assertThat(pod("{phase: Succeeded}", "{containers: [{name: b}]}").requests()).isEmpty();
        assertThat(pod("{phase: Running}", "{containers: [{name: b}]}").requests())
                .contains(Resources.NONE);
    }

    private static ClusterSnapshot.Pod pod(String status, String spec) {
        String yaml =
                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: n},\n spec: %s,\n status: %s}"
                        .formatted(spec.strip(), status.strip());
        return Records.pod(Complete.object(read(yaml, Pod.class)));
    }

    @Test
    void aServiceKeepsItsAddressesAndPorts() {
        ClusterSnapshot.Service service =
                Records.service(
                        read(
                                """
                                {metadata: {name: cloudcore, namespace: kubeedge},
                                 spec: {type: LoadBalancer, ports: [{port: 10000, nodePort: 31234, protocol: TCP},
                                   {port: 10001, protocol: UDP}]},
                                 status: {loadBalancer: {ingress: [{ip: 10.0.0.100}]}}}
                                """,
                                Service.class));
        assertThat(service.externalIps()).containsExactly("10.0.0.100");
        assertThat(service.ports()).containsExactly("10000:31234/TCP", "10001/UDP");
    }

    private static <T> T read(String yaml, Class<T> type) {
        return new KubernetesSerialization().unmarshal("--- " + yaml, type);
    }
}
