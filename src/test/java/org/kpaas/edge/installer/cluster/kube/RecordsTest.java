package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;

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
                                     {type: Ready, status: Unknown, reason: NodeStatusUnknown, message: stopped posting}],
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
        assertThat(node.created()).hasToString("2026-01-01T00:00:00Z");
    }

    @Test
    void aNodeThatHasNotReportedYetIsReadAsWell() {
        ClusterSnapshot.Node node =
                Records.node(Complete.object(read("{metadata: {name: new}}", Node.class)));
        assertThat(node.ready()).isEqualTo("Unknown");
        assertThat(node.architecture()).isEmpty();
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
