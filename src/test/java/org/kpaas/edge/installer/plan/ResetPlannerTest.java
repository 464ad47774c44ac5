package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Ledger;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Trace.Place;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.plan.ResetPlan.Choice;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.SampleCluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Edge first, every node of the ledger, one node only, the cloud only, the residue only (T84, T85, T87, T92).
class ResetPlannerTest {
    private static final Site SITE = SampleCluster.SITE;
    private static final String ID = "0a1b2c3d4e5f";

    private final List<ClusterSnapshot.Node> nodes = new ArrayList<>();
    private final Map<String, String> edge = new TreeMap<>();
    private final Map<String, String> edgeTraces = new TreeMap<>();
    private final Map<String, String> cloudTraces = new TreeMap<>();
    private String ledger = "";

    @BeforeEach
    void aDeployment() {
        nodes.add(SampleNode.ready("cp-master", "control-plane", "10.0.0.5"));
        nodes.add(SampleNode.ready("cp-worker-1", "worker", "10.0.0.6"));
        nodes.add(SampleNode.ready("cp-edge", "edge", "10.0.0.21"));
        edge.put("kubeedge.dir", "yes");
        edge.put("edgecore.active", "yes");
        cloudTraces.put("trace.namespace", "left");
    }

    @Test
    void edgesComeFirstAndTheCloudLast() throws Exception {
        ResetPlan plan = plan(Choice.of(Scope.WHOLE));
        assertThat(plan.mayStart()).isTrue();
        assertThat(plan.phases())
                .extracting(ResetPlan.Phase::id)
                .containsExactly(
                        "reset-mesh",
                        "reset-edges",
                        "reset-nodes",
                        "reset-cloud",
                        "reset-cluster",
                        "reset-hosts",
                        "reset-files");
        assertThat(plan.lines().lines())
                .containsSubsequence(
                        "phase reset-mesh",
                        "here root mesh pods=cp-edge",
                        "phase reset-edges",
                        "edge cp-edge 10.0.0.21 22 ubuntu "
                                + String.join(" ", ResetPlanner.EDGE_ITEMS),
                        "phase reset-nodes",
                        "here root node=cp-edge",
                        "phase reset-cloud",
                        "here root cloud pool");
        assertThat(plan.lines())
                .contains(
                        "cloud-node cp-worker-1 10.0.0.6 22 ubuntu mesh-device portals",
                        "ipvs-address=",
                        "file=edge/ha-cloudcore/02-ha-configmap.yaml",
                        "file=standalone/cp-edge-vars.sh")
                .doesNotContain("affinity");
    }

    @Test
    void everyNodeOfTheLedgerAndOfTheClusterIsReset() throws Exception {
        ledger =
                "1\taaa\tv1.6.0\tpi-7\t10.0.0.7\n"
                        + "2\taaa\tv1.6.0\tpi-8\t10.0.0.8\n"
                        + "3\tbbb\treset\tpi-8\t10.0.0.8\n";
        nodes.add(SampleNode.ready("pi-9", "edge", "10.0.0.9"));
        assertThat(plan(Choice.of(Scope.WHOLE)).names()).containsExactly("cp-edge", "pi-7", "pi-9");
    }

    @Test
    void whatIsNotOursIsLeftAloneAndSaid() throws Exception {
        ledger = "1\taaa\tv1.6.0\tcp-worker-1\t10.0.0.6\n"; // a wrong name in an earlier site (T10)
        nodes.add(SampleNode.ready("pi-9", "edge"));
        ResetPlan plan = plan(Choice.of(Scope.WHOLE));
        assertThat(plan.names()).containsExactly("cp-edge");
        assertThat(plan.leftOut())
                .extracting(Problem::code)
                .containsExactly("reset.cluster-node", "reset.no-address");
    }

    @Test
    void aNodeOfAnotherClusterIsNotTakenApart() throws Exception {
        edge.put("kubeedge.ca", "theirs");
        ResetPlan plan = plan(Choice.of(Scope.WHOLE));
        assertThat(plan.names()).isEmpty();
        assertThat(plan.leftOut()).extracting(Problem::code).containsExactly("reset.other-cluster");
        assertThat(plan.phases()).extracting(ResetPlan.Phase::id).doesNotContain("reset-edges");
    }

    @Test
    void oneNodeLeavesTheCloudAlone() throws Exception {
        ledger = "1\taaa\tv1.6.0\tpi-7\t10.0.0.7\n";
        ResetPlan plan = plan(Choice.node("cp-edge"));
        assertThat(plan.names()).containsExactly("cp-edge");
        assertThat(plan.phases())
                .extracting(ResetPlan.Phase::id)
                .containsExactly("reset-pods", "reset-edges", "reset-nodes");
        assertThat(plan.lines()).doesNotContain("mesh\n", "cloud pool", "file=", "pi-7");
        assertThatThrownBy(() -> plan(Choice.node("cp-worker-1")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theCloudAloneOnlyWhereNoEdgeIsAlive() throws Exception {
        ResetPlan plan = plan(Choice.of(Scope.CLOUD));
        assertThat(plan.blocked()).extracting(Problem::code).containsExactly("reset.edge-alive");

        nodes.removeLast();
        ResetPlan gone = plan(Choice.of(Scope.CLOUD));
        assertThat(gone.mayStart()).isTrue();
        assertThat(gone.lines())
                .contains("debt cp-edge 10.0.0.21", "here root cloud pool")
                .doesNotContain("edge cp-edge 10.0.0.21 22");
    }

    @Test
    void aKubeconfigOnAnEdgeBlocks() throws Exception {
        edgeTraces.put("kubeconfig", "yes");
        for (Choice choice : List.of(Choice.of(Scope.WHOLE), Choice.node("cp-edge"))) {
            ResetPlan plan = plan(choice);
            assertThat(plan.blocked())
                    .extracting(Problem::code)
                    .containsExactly("reset.kubeconfig");
        }
    }

    @Test
    void theResidueAloneTakesOnlyWhatWasSeen() throws Exception {
        cloudTraces.clear();
        assertThatThrownBy(() -> plan(Choice.of(Scope.RESIDUE)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("reset.nothing");
        cloudTraces.putAll(
                Map.of(
                        "trace.node-objects", "left",
                        "evidence.node-objects", "pi-1 $(id) ../x",
                        "trace.checkout", "left",
                        "evidence.checkout", "standalone/cp-edge-vars.sh ../../etc/passwd",
                        "trace.keadm", "left",
                        "trace.affinity", "kept"));
        edgeTraces.putAll(Map.of("trace.pods", "left", "trace.mounts", "left"));
        assertThat(plan(Choice.of(Scope.RESIDUE)).lines())
                .isEqualTo(
                        """
                        phase reset-edges
                        edge cp-edge 10.0.0.21 22 ubuntu kubeedge
                        phase reset-nodes
                        here root node=pi-1
                        phase reset-hosts
                        here root keadm
                        phase reset-files
                        here user file=standalone/cp-edge-vars.sh
                        """);
        var without = new Choice(Scope.RESIDUE, Set.of(), false, Set.of("keadm", "kubeedge"));
        assertThat(plan(without).lines()).doesNotContain("keadm", "kubeedge");
        var here = new Choice(Scope.RESIDUE, Set.of(), false, Set.of("cp-edge:keadm"));
        assertThat(plan(here).lines()).as("of another host").contains("here root keadm");
        var there = new Choice(Scope.RESIDUE, Set.of(), false, Set.of("cp-master:keadm"));
        assertThat(plan(there).lines()).doesNotContain("keadm").contains("kubeedge");
    }

    @Test
    void leavingEverythingIsNoPlan() {
        cloudTraces.clear();
        edgeTraces.put("trace.keadm", "left");
        var nothing = new Choice(Scope.RESIDUE, Set.of(), false, Set.of("cp-edge:keadm"));
        assertThatThrownBy(() -> plan(nothing))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("reset.nothing-chosen"));
    }

    @Test
    void theTextSaysEveryItemInBothLanguages() throws Exception {
        ResetPlan plan = plan(new Choice(Scope.WHOLE, Set.of(), true, Set.of()));
        for (Texts texts : List.of(Texts.of(Texts.KOREAN), Texts.of(Texts.ENGLISH))) {
            String text = ResetPlanText.of(plan, texts);
            assertThat(text).contains("cp-edge", "registries.conf", "keadm reset", ID);
            for (ResetPlan.Phase phase : plan.phases()) {
                assertThat(phase.works())
                        .allMatch(work -> !ResetPlanText.items(work, texts).isEmpty());
            }
        }
    }

    @Test
    void whatIsLeftForLaterIsOneWholeScript() {
        assertThat(DebtScript.text())
                .startsWith("#!/bin/sh\n# script: clear\nITEMS='edge kubeedge edgecore-binary")
                .endsWith(Script.named("clear").body().substring(30));
    }

    private ResetPlan plan(Choice choice) throws ProblemException {
        return ResetPlanner.plan(SITE, facts(), traces(), choice, ID);
    }

    private Traces traces() {
        return new Traces(
                Instant.EPOCH,
                List.of(
                        host("cp-master", "10.0.0.5", Place.CONTROL_PLANE, cloudTraces),
                        host("cp-worker-1", "10.0.0.6", Place.CLOUD_NODE, Map.of()),
                        host("cp-edge", "10.0.0.21", Place.EDGE, edgeTraces)),
                Ledger.read(ledger));
    }

    private static Traces.OnHost host(
            String name, String address, Trace.Place place, Map<String, String> values) {
        var facts = new HostFacts(Subject.node(name), values, Map.of());
        return new Traces.OnHost(name, address, place, Optional.of(facts), Optional.empty());
    }

    private SiteFacts facts() {
        var hosts = new HashMap<String, HostFacts>();
        Subject controlPlane = SITE.controlPlaneSubject();
        hosts.put(
                controlPlane.id(),
                new HostFacts(
                        controlPlane,
                        Map.of("host.name", "cp-master", "kubeedge.ca", "ours"),
                        Map.of(FactKeys.LEDGER, ledger)));
        Subject first = SITE.edgeSubjects().getFirst();
        hosts.put(first.id(), new HostFacts(first, edge, Map.of()));
        return new SiteFacts(
                Instant.EPOCH,
                Optional.of("v1.6.0"),
                hosts,
                Optional.of(
                        new ClusterSnapshot(Instant.EPOCH, "v1.30.4", nodes, List.of(), List.of())),
                List.of(),
                Map.of());
    }
}
