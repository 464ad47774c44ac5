package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Impact.Consent;
import org.kpaas.edge.installer.plan.Impact.Listing;
import org.kpaas.edge.installer.plan.Impact.Place;
import org.kpaas.edge.installer.plan.Impact.Restart;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a deployment is felt by beyond its new nodes (T34, T36, T51, T56, T97).
class ImpactTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final long TODAY = LocalDate.parse("2026-11-25").toEpochDay();
    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final Site SITE = PlannerTest.SITE;

    private final List<ClusterSnapshot.Pod> pods = new ArrayList<>();
    private final List<ClusterSnapshot.Service> services = new ArrayList<>();
    private final Map<String, String> controlPlane =
            new HashMap<>(
                    Map.of(
                            "user.home",
                            "/home/ubuntu",
                            "host.name",
                            "cp-master",
                            "kube.daemonsets.free",
                            "kube-system/calico-node kube-system/kube-proxy metallb-system/speaker",
                            "kube.deployments.free",
                            "none",
                            "security.amd64",
                            SUM,
                            "password.changed.day",
                            Long.toString(TODAY)));
    private final Map<String, String> edge =
            new HashMap<>(Map.of("password.changed.day", Long.toString(TODAY)));
    private String release = "v1.6.0";
    private boolean cluster = true;

    @Test
    void whatIsPatchedRestartsOnTheNodesWhereItRuns() throws Exception {
        for (String node : List.of("cp-master", "cp-worker-1", "cp-worker-2")) {
            pod("kube-system", "DaemonSet/kube-proxy", node);
            pod("metallb-system", "DaemonSet/speaker", node);
        }
        pod("kube-system", "Deployment/kube-proxy", "cp-master");
        assertThat(impact().restarts())
                .containsExactly(
                        new Restart("kube-system/kube-proxy", 3, 3, false),
                        new Restart("kube-system/calico-node", 0, 0, false),
                        new Restart("metallb-system/speaker", 3, 3, true));
    }

    @Test
    void whatHasTheAffinityAlreadyDoesNotRestartButTheSpeakerDoes() throws Exception {
        controlPlane.put("kube.daemonsets.free", "none");
        assertThat(impact().restarts())
                .containsExactly(new Restart("metallb-system/speaker", 0, 0, true));
        release = "v1.6.2";
        assertThat(impact().restarts()).isEmpty();
        controlPlane.put("kube.deployments.free", "metallb-system/controller");
        assertThat(impact().restarts())
                .containsExactly(new Restart("metallb-system/controller", 0, 0, false));
    }

    @Test
    void whereNobodyCouldTellEverythingMayRestart() throws Exception {
        controlPlane.remove("kube.daemonsets.free");
        assertThat(impact().restarts()).hasSize(3);
    }

    @Test
    void everyServiceButTwoGoesThroughEdgeMesh() throws Exception {
        service("default", "kubernetes", "ClusterIP");
        service("kubeedge", "cloudcore", "LoadBalancer");
        service("kube-system", "coredns", "ClusterIP");
        service("shop", "front", "NodePort");
        service("shop", "elsewhere", "ExternalName");
        assertThat(impact().services())
                .isEqualTo(new Listing(2, List.of("kube-system/coredns", "shop/front")));
        pod("kubeedge", "DaemonSet/edgemesh-agent", "cp-master");
        assertThat(impact().services()).isEqualTo(Listing.NONE);
    }

    @Test
    void longListsAreCountedInFullAndNamedInPart() throws Exception {
        IntStream.range(0, 500).forEach(i -> service("shop", "s%03d".formatted(i), "ClusterIP"));
        assertThat(impact().services().count()).isEqualTo(500);
        assertThat(impact().services().names()).hasSize(40);
        assertThat(words(impact())).contains("500 services", "and 488 more");
    }

    @Test
    void deploymentsThatNothingKeepsOffEdgesMayLandThere() throws Exception {
        controlPlane.put("kube.deployments.free", "shop/front kube-system/coredns");
        assertThat(impact().landing())
                .contains(new Listing(2, List.of("kube-system/coredns", "shop/front")));
        release = "v1.6.2";
        controlPlane.put("kube.deployments.free", "metallb-system/controller");
        assertThat(impact().landing()).contains(Listing.NONE);
        controlPlane.remove("kube.deployments.free");
        assertThat(impact().landing()).isEmpty();
    }

    @Test
    void aMaintenanceWindowIsAskedForWhereSomebodysWorkRuns() throws Exception {
        pod("kube-system", "Deployment/coredns", "cp-master");
        assertThat(impact().consents()).isEmpty();
        pod("shop", "Deployment/front", "cp-worker-1");
        assertThat(impact().production()).isEqualTo(new Listing(1, List.of("shop")));
        assertThat(impact().consents()).containsExactly(Consent.MAINTENANCE_WINDOW);
        controlPlane.put("kube.daemonsets.free", "none");
        release = "v1.6.2";
        assertThat(impact().consents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, false",
        "75, false, false",
        "76, true, false",
        "89, true, false",
        "90, true, true",
        "400, true, true"
    })
    void keyLoginStopsNinetyDaysAfterTheLastChangeOfThePassword(
            int ago, boolean urgent, boolean past) throws Exception {
        edge.put("password.changed.day", Long.toString(TODAY - ago));
        var told = impact().hardening().get(1);
        assertThat(told.lockOut()).contains(LocalDate.ofEpochDay(TODAY - ago + 90));
        assertThat(told.urgent()).isEqualTo(urgent);
        assertThat(told.past()).isEqualTo(past);
        assertThat(impact().consents().contains(Consent.LOCK_OUT)).isEqualTo(urgent);
        if (past) {
            assertThat(words(impact())).contains("key login stops at once");
        }
    }

    @Test
    void aHostThatDoesNotTellIsTreatedAsOneThatLocksOut() throws Exception {
        edge.clear();
        assertThat(impact().hardening().get(1).lockOut()).isEmpty();
        assertThat(impact().consents()).containsExactly(Consent.LOCK_OUT);
        assertThat(words(impact())).contains("is not known");
    }

    @Test
    void theProgramIsToldWithItsChecksumForEveryHostOfTheRun() throws Exception {
        Impact impact = impact();
        assertThat(impact.hardening())
                .extracting(it -> it.on().id())
                .containsExactly("control-plane", "edge-1", "edge-2");
        assertThat(impact.hardening().getFirst().sha256()).contains(SUM);
        assertThat(impact.hardening().getFirst().known()).isFalse();
        assertThat(words(impact)).contains(SUM, "security.bin (arm64) was not found");
    }

    @Test
    void everyTaskThatChangesSomethingNamesItsFilesOrObjects() throws Exception {
        var housekeeping = List.of("keadm-unpack", "edge-restart", "token-remove");
        for (Release each : Releases.all()) {
            each.tasks().stream()
                    .flatMap(task -> task.changes().stream())
                    .filter(change -> !housekeeping.contains(change))
                    .forEach(change -> assertThat(each.touches(change)).as(change).isNotEmpty());
        }
        var touched = impact().touched();
        assertThat(touched)
                .extracting(Impact.Touched::place)
                .containsExactly(Place.CONTROL_PLANE, Place.EDGES, Place.CLUSTER);
        assertThat(touched.getFirst().what())
                .contains("~/cp-deployment/standalone/cp-edge-vars.sh", "/usr/bin/keadm");
        assertThat(touched.get(1).hosts()).containsExactly("cp-edge-1", "pi.lab");
        assertThat(touched.getLast().what()).contains("DaemonSet kube-system/kube-proxy");
    }

    @Test
    void withoutALookAtTheClusterTheWordsSayWhatToExpect() throws Exception {
        cluster = false;
        assertThat(words(impact())).contains("could not be looked at");
    }

    @Test
    void aPlanOfAnOlderVersionLoadsAndTellsNothing() throws Exception {
        var json = JsonMapper.shared();
        ObjectNode tree = json.valueToTree(plan());
        assertThat(json.treeToValue(tree, DeploymentPlan.class)).isEqualTo(plan());
        tree.remove("impact");
        DeploymentPlan old = json.treeToValue(tree, DeploymentPlan.class);
        assertThat(old.impact()).isEqualTo(Impact.UNTOLD);
        assertThat(ImpactText.sections(old.impact(), Texts.of(Texts.ENGLISH))).isEmpty();
    }

    @Test
    void thePlanAsTextTellsTheImpactAndWhatIsToBeAgreedTo() throws Exception {
        pod("shop", "Deployment/front", "cp-worker-1");
        edge.put("password.changed.day", "0");
        for (Texts texts : List.of(Texts.of(Texts.ENGLISH), Texts.of(Texts.KOREAN))) {
            assertThat(PlanText.of(plan(), texts))
                    .contains(texts.get("plan.impact.hardening.title"))
                    .contains(texts.get("plan.consent.maintenance-window", 1, "shop"))
                    .contains("cp-edge-1 (" + texts.get("plan.consent.at-once") + ")")
                    .doesNotContain("{0}", "choice");
        }
    }

    private void pod(String namespace, String owner, String node) {
        pods.add(
                new ClusterSnapshot.Pod(
                        namespace,
                        owner + pods.size(),
                        owner,
                        node,
                        "Running",
                        1,
                        1,
                        0,
                        NOW,
                        List.of(),
                        Optional.empty(),
                        ""));
    }

    private void service(String namespace, String name, String type) {
        services.add(
                new ClusterSnapshot.Service(
                        namespace, name, type, "", Map.of(), List.of(), List.of()));
    }

    private Impact impact() throws Exception {
        return plan().impact();
    }

    private static String words(Impact impact) {
        var words = new StringBuilder();
        ImpactText.sections(impact, Texts.of(Texts.ENGLISH))
                .forEach(section -> words.append(String.join("\n", section.lines())).append('\n'));
        return words.toString();
    }

    private DeploymentPlan plan() throws Exception {
        var hosts = new HashMap<String, HostFacts>();
        hosts.put(
                "control-plane",
                new HostFacts(
                        SITE.controlPlaneSubject(),
                        controlPlane,
                        Map.of(
                                "file.cp-cluster-vars",
                                "export MASTER1_NODE_HOSTNAME=cp-master\n")));
        SITE.edgeSubjects().forEach(it -> hosts.put(it.id(), new HostFacts(it, edge, Map.of())));
        var nodes = List.of(SampleNode.ready("cp-master", Map.of(), "10.0.0.10"));
        var snapshot = new ClusterSnapshot(NOW, "v1.30.4", nodes, pods, services);
        return Planner.deployment(
                SITE,
                new SiteFacts(
                        NOW,
                        Optional.of(release),
                        hosts,
                        cluster ? Optional.of(snapshot) : Optional.empty(),
                        List.of(),
                        Map.of()),
                "0123456789ab");
    }
}
