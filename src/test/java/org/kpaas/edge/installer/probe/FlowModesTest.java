package org.kpaas.edge.installer.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which connections a site needs: one control plane, a second one, a worker, two edges.
final class FlowModesTest {
    private static final Credential KEY = new Credential.Agent();
    private static final String TEXTUAL = "control-plane.example.org";

    private static Site site(String controlPlane, Exposure exposure) {
        var access = new Access(controlPlane, Port.SSH, "ubuntu", KEY, Optional.empty());
        String vip = exposure == Exposure.INTERFACE ? "10.0.0.50" : "203.0.113.50";
        return Site.of("site", access)
                .with(
                        new CloudCore(
                                exposure,
                                new Ipv4(vip),
                                new Ipv4("203.0.113.50"),
                                new HostName("master"),
                                new HostName("worker")))
                .withEdges(List.of(edge("edge-1", "10.1.0.1"), edge("edge-2", "10.1.0.2")));
    }

    private static EdgeNode edge(String name, String address) {
        return new EdgeNode(
                new HostName(name),
                new Ipv4(address),
                Port.SSH,
                "ubuntu",
                KEY,
                EdgeNode.Route.VIA_CONTROL_PLANE);
    }

    private static SiteFacts facts(String clusterVariables) {
        return new SiteFacts(
                Instant.EPOCH,
                Optional.of("v1.6.0"),
                Map.of(
                        "control-plane",
                        new HostFacts(
                                new Subject(Subject.Kind.CONTROL_PLANE, "control-plane", "master"),
                                Map.of("host.name", "master"),
                                Map.of(FactKeys.CLUSTER_VARIABLES, clusterVariables))),
                Optional.of(
                        new ClusterSnapshot(
                                Instant.EPOCH,
                                "v1.30.4",
                                List.of(
                                        SampleNode.ready("master", "control-plane", "10.0.0.10"),
                                        SampleNode.ready("master-2", "control-plane", "10.0.0.12"),
                                        SampleNode.ready(
                                                "worker", "worker", "fd00::11", "10.0.0.11"),
                                        SampleNode.ready("old-edge", "edge", "10.1.0.9")),
                                List.of(),
                                List.of())),
                List.of(),
                Map.of());
    }

    private static List<Flow> flows(Site site, SiteFacts facts) {
        return Flows.of(site, Releases.find("v1.6.0").orElseThrow(), facts);
    }

    /// `from → what it connects to`, with a `!` where it must not get through, and who listens.
    private static List<String> told(List<Flow> flows, String row) {
        return flows.stream().filter(it -> it.row().equals(row)).map(FlowModesTest::told).toList();
    }

    private static String told(Flow flow) {
        String listeners =
                flow.listeners().stream()
                        .map(it -> it.host().id() + " " + it.word())
                        .collect(Collectors.joining(", ", " (", ")"));
        return flow.from().id()
                + (flow.wanted() ? " → " : " → ! ")
                + flow.word()
                + (flow.listeners().isEmpty() ? "" : listeners);
    }

    @Test
    void withAnInterfaceEdgesReachCloudCoreAtItsAddress() {
        List<Flow> flows = flows(site("10.0.0.10", Exposure.INTERFACE), facts(""));
        assertThat(told(flows, "control-plane/tcp/10000"))
                .containsExactly(
                        "edge-1 → tcp:203.0.113.50:10000 (control-plane tcp:10.0.0.50:10000,"
                                + " node/master-2 tcp:10.0.0.50:10000)",
                        "edge-2 → tcp:203.0.113.50:10000 (control-plane tcp:10.0.0.50:10000,"
                                + " node/master-2 tcp:10.0.0.50:10000)");
        assertThat(told(flows, "control-plane/tcp/10002")).hasSize(2);
        assertThat(told(flows, "control-plane/tcp/30000-32767")).isEmpty();
    }

    @Test
    void behindALoadBalancerTheNodePortsOfBothHostsListen() {
        List<Flow> flows = flows(site("10.0.0.10", Exposure.LOAD_BALANCER), facts(""));
        assertThat(told(flows, "control-plane/tcp/10002"))
                .first()
                .isEqualTo(
                        "edge-1 → tcp:203.0.113.50:10002 (control-plane tcp:10.0.0.10:30002,"
                                + " node/worker tcp:10.0.0.11:30002)");
        assertThat(told(flows, "control-plane/tcp/30000-32767"))
                .hasSize(10)
                .contains(
                        "control-plane → tcp:10.0.0.11:30000 (node/worker tcp:10.0.0.11:30000)",
                        "control-plane → tcp:10.0.0.11:30004 (node/worker tcp:10.0.0.11:30004)");
    }

    @Test
    void nodesReachEachOtherBothWays() {
        List<Flow> flows = flows(site("10.0.0.10", Exposure.INTERFACE), facts(""));
        assertThat(told(flows, "worker/udp/4789"))
                .containsExactly(
                        "control-plane → udp:10.0.0.11:4789 (node/worker udp:10.0.0.11:4789)",
                        "node/master-2 → udp:10.0.0.11:4789 (node/worker udp:10.0.0.11:4789)");
        assertThat(told(flows, "control-plane/udp/4789"))
                .contains("node/worker → udp:10.0.0.10:4789 (control-plane udp:10.0.0.10:4789)");
        assertThat(told(flows, "control-plane/tcp/6443"))
                .contains("node/worker → tcp:10.0.0.10:6443", "edge-1 → ! tcp:10.0.0.10:6443");
        assertThat(told(flows, "control-plane/tcp/22"))
                .containsExactly(
                        "control-plane → tcp:10.0.0.12:22",
                        "control-plane → tcp:10.0.0.11:22",
                        "laptop → tcp:10.0.0.10:22");
    }

    @Test
    void nodesReachTheNfsServerOnlyWhereThereIsOne() {
        Site site = site("10.0.0.10", Exposure.INTERFACE);
        String server = "export NFS_SERVER_PRIVATE_IP=10.0.0.11\n";
        assertThat(told(flows(site, facts(server)), "worker/tcp/2049")).isEmpty();
        List<Flow> flows = flows(site, facts(server + "export STORAGE_TYPE=nfs\n"));
        assertThat(told(flows, "worker/tcp/111"))
                .containsExactly(
                        "control-plane → tcp:10.0.0.11:111", "node/master-2 → tcp:10.0.0.11:111");
        assertThat(told(flows, "worker/tcp/2049")).hasSize(2);
        assertThat(told(flows, "edge/tcp/2049")).isEmpty();
    }

    @Test
    void aHostNameIsConnectedToAndNeverListenedOn() {
        Site site = site(TEXTUAL, Exposure.INTERFACE);
        assertThat(told(flows(site, facts("")), "control-plane/tcp/20006"))
                .contains("edge-1 → tcp:" + TEXTUAL + ":20006 (control-plane tcp:10.0.0.10:20006)");
        var clusterless =
                new SiteFacts(
                        Instant.EPOCH,
                        Optional.of("v1.6.0"),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of());
        assertThat(told(flows(site, clusterless), "control-plane/tcp/20006"))
                .containsExactly(
                        "edge-1 → tcp:" + TEXTUAL + ":20006", "edge-2 → tcp:" + TEXTUAL + ":20006");
    }
}
