package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.SampleCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class LadderTest {
    private static final Site SITE = SampleCluster.SITE;
    private static final Instant NOW = SampleCluster.NOW;
    private static final Subject EDGE = SITE.edgeSubjects().getFirst();
    private static final Subject CP = SITE.controlPlaneSubject();

    private final Map<String, String> edge = new HashMap<>();
    private final Map<String, String> controlPlane = new HashMap<>();
    private final List<ClusterSnapshot.Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private String ledger = "";
    private boolean clusterRead = true;
    private boolean edgeRead = true;

    @ParameterizedTest
    @EnumSource(NodeState.class)
    void eachStateIsReadFromTheMachines(NodeState state) {
        become(state);
        assertThat(standing().state()).isEqualTo(state);
    }

    @Test
    void whatIsMissingIsNamed() {
        become(NodeState.HARDENED);
        edge.put(FactKeys.META_SERVER, "false");
        edge.put(FactKeys.CLUSTER_DNS, "");
        edge.put(FactKeys.EDGE_SERVER, "10.9.9.9:10000");
        edge.put("mosquitto.active", "no");
        assertThat(standing().state()).isEqualTo(NodeState.JOINED);
        assertThat(standing().lacks())
                .containsExactly(Lack.META_SERVER, Lack.CLUSTER_DNS, Lack.SERVER, Lack.BROKER);
    }

    @Test
    void aFileThatNobodyCouldReadIsNotTakenAsWrong() {
        become(NodeState.HARDENED);
        List.of(FactKeys.META_SERVER, FactKeys.CLUSTER_DNS, FactKeys.EDGE_SERVER)
                .forEach(edge::remove);
        assertThat(standing().lacks()).containsExactly(Lack.CONFIGURATION_UNREAD);
    }

    /// Its service has stopped; it is no remnant that could be cleaned away.
    @Test
    void aMemberWhoseServiceHasStoppedStaysAMember() {
        become(NodeState.HARDENED);
        edge.put("edgecore.active", "no");
        assertThat(standing().state()).isEqualTo(NodeState.JOINED);
        assertThat(standing().lacks()).containsExactly(Lack.STOPPED);
    }

    @Test
    void withoutTheClusterNothingIsSaidAboutANodeThatHasTraces() {
        become(NodeState.HARDENED);
        clusterRead = false;
        assertThat(standing().state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(standing().lacks()).containsExactly(Lack.CLUSTER_UNREAD);
        become(NodeState.CLEAN);
        assertThat(standing().state()).isEqualTo(NodeState.CLEAN);
    }

    @Test
    void aNodeOfAnotherClusterIsARemnant() {
        become(NodeState.HARDENED);
        edge.put("kubeedge.ca", "theirs");
        controlPlane.put("kubeedge.ca", "ours");
        assertThat(standing().state()).isEqualTo(NodeState.REMNANT);
        assertThat(standing().lacks()).containsExactly(Lack.OTHER_CLUSTER);
    }

    @Test
    void withoutEdgeMeshItIsConfiguredOnly() {
        become(NodeState.HARDENED);
        edge.put(FactKeys.MESH_DEVICE, "no");
        assertThat(standing().state()).isEqualTo(NodeState.CONFIGURED);
        assertThat(standing().lacks()).containsExactly(Lack.MESH);
    }

    @Test
    void nodesOfTheLedgerAndOfTheClusterThatTheSiteDoesNotHaveAreListed() {
        become(NodeState.CLEAN);
        nodes.add(SampleNode.ready("pi-9", "edge", "10.0.0.9"));
        ledger =
                """
                1795616039\taaa\tv1.6.0\tcp-edge\t10.0.0.21
                1795616040\taaa\tv1.6.0\tpi-7\t10.0.0.7
                1795616041\tbbb\tv1.6.0\tpi-7\t10.0.0.8
                1795616042\tbbb\tv1.6.0\t$(reboot)\t10.0.0.8
                1795616042\tbbb\tv1.6.0\tpi-8
                """;
        List<NodeStanding> all = Ladder.of(SITE, facts());
        assertThat(all)
                .extracting(NodeStanding::hostName)
                .containsExactly("cp-edge", "pi-7", "pi-9");
        assertThat(all).extracting(NodeStanding::inSite).containsExactly(true, false, false);
        assertThat(all)
                .extracting(NodeStanding::state)
                .containsExactly(NodeState.CLEAN, NodeState.UNKNOWN, NodeState.JOINED);
        assertThat(all.get(1).runs())
                .contains(
                        new Ledger.Node(
                                "pi-7",
                                "10.0.0.8",
                                "aaa",
                                "bbb",
                                Instant.ofEpochSecond(1795616041),
                                false));
    }

    private NodeStanding standing() {
        return Ladder.of(SITE, facts()).getFirst();
    }

    /// Facts of a node in that state, and of no further one.
    private void become(NodeState state) {
        edge.put("kubeedge.dir", "no");
        edge.put("edgecore.active", "no");
        edge.put("crio.active", state == NodeState.CLEAN ? "no" : "yes");
        edge.put("password.expires.day", "never");
        edgeRead = state != NodeState.UNKNOWN;
        if (state == NodeState.REMNANT) {
            edge.put("kubeedge.dir", "yes");
        }
        if (state.isMember()) {
            edge.put("kubeedge.dir", "yes");
            edge.put("edgecore.active", "yes");
            edge.put(FactKeys.META_SERVER, state == NodeState.JOINED ? "false" : "true");
            edge.put(FactKeys.CLUSTER_DNS, "169.254.96.16");
            edge.put(FactKeys.EDGE_SERVER, "203.0.113.50:10000");
            nodes.add(SampleNode.ready("cp-edge", "edge", "10.0.0.21"));
        }
        if (state.compareTo(NodeState.MESHED) >= 0) {
            edge.put(FactKeys.MESH_DEVICE, "yes");
            pods.add(agent());
        }
        if (state == NodeState.HARDENED) {
            long today = Duration.ofSeconds(NOW.getEpochSecond()).toDays();
            edge.put("password.expires.day", Long.toString(today + 90));
        }
    }

    private static Pod agent() {
        return new Pod(
                "kubeedge",
                "edgemesh-agent-x",
                "DaemonSet/edgemesh-agent",
                "cp-edge",
                "Running",
                1,
                1,
                0,
                NOW,
                List.of(),
                Optional.empty(),
                "");
    }

    private SiteFacts facts() {
        var hosts = new HashMap<String, HostFacts>();
        hosts.put(CP.id(), new HostFacts(CP, controlPlane, Map.of(FactKeys.LEDGER, ledger)));
        if (edgeRead) {
            hosts.put(EDGE.id(), new HostFacts(EDGE, edge, Map.of()));
        }
        return new SiteFacts(
                NOW,
                Optional.of("v1.6.0"),
                hosts,
                clusterRead
                        ? Optional.of(new ClusterSnapshot(NOW, "v1.30.4", nodes, pods, List.of()))
                        : Optional.empty(),
                List.of(),
                Map.of());
    }
}
