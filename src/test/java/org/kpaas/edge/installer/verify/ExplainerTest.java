package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A wrong row tells its cause, a row that it has nothing to do with does not.
final class ExplainerTest {
    private static final Subject EDGE = SampleCluster.SITE.edgeSubjects().getFirst();

    private static final SampleCluster SILENT =
            new SampleCluster()
                    .node(
                            "cp-edge",
                            node -> VerifierTest.node(node, "Unknown", "NodeStatusUnknown"))
                    .withoutPod("metrics-server-b5f8f-x");

    @Test
    void theNodeThatDoesNotReportNamesWhatItsHostSays() {
        Verification found =
                judge(
                        SILENT,
                        Map.of(
                                "edgecore.active",
                                "no",
                                "crio.active",
                                "yes",
                                "mosquitto.active",
                                "yes"));
        assertThat(row(found, RowId.NODE_READY, "cp-edge").cause()).contains("CAU-501");
        assertThat(row(found, RowId.EDGE_SERVICES, "cp-edge").cause()).contains("CAU-501");
        assertThat(row(found, RowId.POD, "kube-system/metrics-server").cause()).isEmpty();
        assertThat(found.nodes())
                .filteredOn(node -> node.name().equals("cp-edge"))
                .extracting(Verification.NodeRow::cause)
                .containsExactly(Optional.of("CAU-501"));
        assertThat(found.explanation().causes().getFirst().evidence())
                .extracting(Cause.Proof::text)
                .contains("edgecore.active=no");
    }

    @Test
    void aPodNamesTheCauseOfItsOwnNode() {
        var crashing =
                new SampleCluster()
                        .pod("edgemesh-agent-cp-edge", pod -> crashing(pod))
                        .pod("edgemesh-agent-cp-worker-1", pod -> crashing(pod));
        Verification found = judge(crashing, Map.of("edgecore.conf.metaserver", "false"));
        assertThat(pod(found, "edgemesh-agent-cp-edge").cause()).contains("CAU-506");
        assertThat(pod(found, "edgemesh-agent-cp-worker-1").cause()).contains("CAU-512");
    }

    @Test
    void everyWrongRowOfAMissingNodeNamesTheOneThatCameInstead() {
        var other =
                new SampleCluster()
                        .withoutNode("cp-edge")
                        .withoutPod("edgemesh-agent-cp-edge")
                        .withNode(SampleCluster.edge("raspberrypi"));
        Verification found = judge(other, Map.of());
        assertThat(row(found, RowId.NODE_PRESENT, "cp-edge").cause()).contains("CAU-409");
        assertThat(VerificationText.cause(found, Optional.of("CAU-409"), Texts.of(Texts.ENGLISH)))
                .contains(
                        "Cause: An edge node registered under another name than planned:"
                                + " raspberrypi. (CAU-409)");
    }

    @Test
    void whatEdgeCoreComplainedOfIsEvidence() {
        String line = "E1125 10:00:00.0 812 x.go:1] x509: certificate signed by unknown authority";
        var host =
                new HostFacts(EDGE, Map.of("edgecore.active", "yes"), Map.of())
                        .withTexts(Map.of(FactKeys.journal("edgecore"), line));
        Verification found = judge(SILENT, facts(Map.of(EDGE.id(), host), Map.of()));
        assertThat(row(found, RowId.NODE_READY, "cp-edge").cause()).contains("CAU-502");
        assertThat(found.explanation().causes().getFirst().evidence())
                .extracting(Cause.Proof::text)
                .contains(line);
    }

    @Test
    void aHostThatDoesNotAnswerEitherIsOff() {
        Verification found =
                judge(
                        SILENT,
                        facts(Map.of(), Map.of(EDGE.id(), Problem.of("remote.unreachable", "x"))));
        assertThat(row(found, RowId.NODE_READY, "cp-edge").cause()).contains("CAU-504");
        assertThat(row(found, RowId.EDGE_READ, "cp-edge").cause()).contains("CAU-504");
    }

    @Test
    void anAuthorityThatIsNotCloudCoresIsToldWithTheNode() {
        Subject cloud = SampleCluster.SITE.controlPlaneSubject();
        var hosts =
                Map.of(
                        cloud.id(),
                        new HostFacts(cloud, Map.of("kubeedge.ca", "aa".repeat(32)), Map.of()),
                        EDGE.id(),
                        new HostFacts(EDGE, Map.of("kubeedge.ca", "bb".repeat(32)), Map.of()));
        Verification found = judge(SILENT, facts(hosts, Map.of()));
        assertThat(row(found, RowId.EDGE_CA, "cp-edge").cause()).contains("CAU-502");
    }

    @Test
    void aClockThatIsOffIsMeasuredAgainstTheControlPlanes() {
        Subject cloud = SampleCluster.SITE.controlPlaneSubject();
        var hosts =
                Map.of(
                        cloud.id(), new HostFacts(cloud, clock(1000), Map.of()),
                        EDGE.id(), new HostFacts(EDGE, clock(8300), Map.of()));
        assertThat(judge(SILENT, facts(hosts, Map.of())).explanation().causes())
                .filteredOn(cause -> cause.id().equals("CAU-404"))
                .flatExtracting(Cause::evidence)
                .extracting(Cause.Proof::text)
                .containsExactly("7298 s");
    }

    private static Map<String, String> clock(int seconds) {
        return Map.of(
                "clock.epoch",
                Integer.toString(seconds),
                FactKeys.SEEN_BEFORE,
                "1000",
                FactKeys.SEEN_AFTER,
                "1002");
    }

    @Test
    void aGoodStateHasNothingToExplain() {
        assertThat(judge(new SampleCluster(), Map.of()).explanation().isEmpty()).isTrue();
    }

    @Test
    void whatIsOnlyOnItsWayIsNotCalledUnknown() {
        Verification found =
                Verifier.judge(
                        SampleCluster.SITE,
                        Releases.find("v1.6.0").orElseThrow(),
                        new SampleCluster().snapshot(),
                        Optional.empty());
        assertThat(found.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(found.explanation().isEmpty()).isTrue();
    }

    private static Pod crashing(Pod pod) {
        return VerifierTest.status(pod, "CrashLoopBackOff", "");
    }

    private static Row row(Verification found, RowId id, String subject) {
        return found.rows().stream()
                .filter(row -> row.id() == id && row.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Verification.PodRow pod(Verification found, String name) {
        return found.pods().stream()
                .filter(row -> row.pod().filter(pod -> pod.name().equals(name)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static Verification judge(SampleCluster cluster, Map<String, String> edge) {
        return judge(
                cluster, facts(Map.of(EDGE.id(), new HostFacts(EDGE, edge, Map.of())), Map.of()));
    }

    private static Verification judge(SampleCluster cluster, SiteFacts hosts) {
        return Verifier.judge(
                SampleCluster.SITE,
                Releases.find("v1.6.0").orElseThrow(),
                cluster.snapshot(),
                Optional.of(hosts));
    }

    private static SiteFacts facts(Map<String, HostFacts> hosts, Map<String, Problem> unread) {
        return new SiteFacts(
                SampleCluster.NOW, Optional.empty(), hosts, Optional.empty(), List.of(), unread);
    }
}
