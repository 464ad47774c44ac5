package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a healthy edge host says, and each of it wrong and unknown, one at a time.
final class EdgeJudgeTest {
    private static final Subject CONTROL_PLANE = SampleCluster.SITE.controlPlaneSubject();
    private static final Subject EDGE = SampleCluster.SITE.edgeSubjects().getFirst();
    private static final String CANARY = "10.233.0.3:53";

    private final Map<String, String> edge = new HashMap<>();
    private final Map<String, String> cloud = new HashMap<>();

    EdgeJudgeTest() {
        edge.put("crio.active", "yes");
        edge.put("edgecore.active", "yes");
        edge.put("mosquitto.active", "yes");
        edge.put("edgecore.conf.metaserver", "true");
        edge.put("edgecore.api", "yes");
        edge.put("edgecore.conf.dns", "169.254.96.16");
        edge.put("edgecore.conf.server", "203.0.113.50:10000");
        edge.put("kubeedge.ca", "aa".repeat(32));
        edge.put("mesh.device", "yes");
        edge.put("edgecore.log.fatal", "0");
        edge.put("edgecore.log.errors", "2");
        edge.put("tcp." + CANARY, "open");
        cloud.put("kubeedge.ca", "aa".repeat(32));
        cloud.put("tcp." + CANARY, "open");
    }

    private record Broken(RowId id, String key, String value) {}

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(RowId.EDGE_SERVICES, "crio.active", "no"),
                new Broken(RowId.EDGE_SERVICES, "edgecore.active", "no"),
                new Broken(RowId.EDGE_SERVICES, "mosquitto.active", "no"),
                new Broken(RowId.EDGE_METASERVER, "edgecore.conf.metaserver", "false"),
                new Broken(RowId.EDGE_API, "edgecore.api", "no"),
                new Broken(RowId.EDGE_DNS, "edgecore.conf.dns", "10.233.0.3"),
                new Broken(RowId.EDGE_SERVER, "edgecore.conf.server", "10.0.0.5:10000"),
                new Broken(RowId.EDGE_CA, "kubeedge.ca", "bb".repeat(32)),
                new Broken(RowId.EDGE_MESH, "mesh.device", "no"),
                new Broken(RowId.EDGE_LOG, "edgecore.log.fatal", "1"),
                new Broken(RowId.EDGE_LOG, "edgecore.log.errors", "40"),
                new Broken(RowId.EDGE_CANARY, "tcp." + CANARY, "filtered"));
    }

    @Test
    void aHealthyHostHasNothingToTell() {
        assertThat(told()).isEmpty();
        var all = EnumSet.allOf(RowId.class);
        all.removeIf(id -> id.area() != RowId.Area.EDGES);
        assertThat(rows()).extracting(Row::id).containsAll(all);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void oneWrongThingGivesItsRowAndNoOther(Broken broken) {
        edge.put(broken.key(), broken.value());
        assertThat(told()).containsExactly(broken.id().id() + " cp-edge UNHEALTHY");
        for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
            Texts texts = Texts.of(locale);
            assertThat(rows())
                    .flatMap(row -> VerificationText.reason(row, texts).stream().toList())
                    .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{"));
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatCouldNotBeReadIsUnknownAndNeverWrong(Broken broken) {
        edge.remove(broken.key());
        assertThat(told()).containsExactly(broken.id().id() + " cp-edge UNKNOWN");
    }

    @Test
    void aServiceThatDoesNotAnswerInTheCloudIsToldThere() {
        cloud.put("tcp." + CANARY, "refused");
        assertThat(told())
                .containsExactly("VRF-CLOUD-CANARY " + CONTROL_PLANE.label() + " UNHEALTHY");
    }

    @Test
    void aHostThatCouldNotBeAskedHasOneRow() {
        var facts =
                new SiteFacts(
                        SampleCluster.NOW,
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of(EDGE.id(), Problem.of("remote.unreachable", "x")));
        assertThat(told(rows(Optional.of(facts)))).containsExactly("VRF-EDGE-READ cp-edge UNKNOWN");
        assertThat(told(rows(Optional.empty()))).containsExactly("VRF-EDGE-READ cp-edge WAITING");
    }

    private List<Row> rows() {
        return rows(
                Optional.of(
                        new SiteFacts(
                                SampleCluster.NOW,
                                Optional.empty(),
                                Map.of(
                                        CONTROL_PLANE.id(),
                                        new HostFacts(CONTROL_PLANE, cloud, new TreeMap<>()),
                                        EDGE.id(),
                                        new HostFacts(EDGE, edge, new TreeMap<>())),
                                Optional.empty(),
                                List.of(),
                                Map.of())));
    }

    private static List<Row> rows(Optional<SiteFacts> facts) {
        return new EdgeJudge(
                        SampleCluster.SITE,
                        Releases.find("v1.6.0").orElseThrow(),
                        Optional.of("tcp:" + CANARY),
                        facts)
                .rows();
    }

    private List<String> told() {
        return told(rows());
    }

    private static List<String> told(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.verdict() != Verdict.HEALTHY)
                .map(row -> row.id().id() + " " + row.subject() + " " + row.verdict())
                .toList();
    }
}
