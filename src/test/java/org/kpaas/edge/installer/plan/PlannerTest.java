package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.plan.DeploymentPlan.PlannedPhase;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

class PlannerTest {
    private static final String ID = "0123456789ab";
    private static final String CONFIG = "edge/ha-cloudcore/02-ha-configmap.yaml";
    private static final String HEAD = "advertiseAddress:\n - {CLOUDCORE_VIP}\nnodeLimit: 10\n";
    private static final String BURNT = "advertiseAddress:\n - 198.51.100.9\nnodeLimit: 10\n";
    static final Site SITE =
            Site.of(
                            "lab",
                            new Access(
                                    "10.0.0.5",
                                    Port.SSH,
                                    "ubuntu",
                                    new Credential.Agent(),
                                    Optional.empty()))
                    .with(
                            new CloudCore(
                                    Exposure.INTERFACE,
                                    new Ipv4("10.0.0.50"),
                                    new Ipv4("203.0.113.50"),
                                    new HostName("cp-master"),
                                    new HostName("cp-worker-1")))
                    .withEdges(
                            List.of(edge("cp-edge-1", "10.0.0.21"), edge("pi.lab", "10.0.0.22")));

    private final Map<String, String> values =
            new HashMap<>(
                    Map.of(
                            "user.home", "/home/ubuntu",
                            "host.name", "other-name",
                            "machine.id", "aaaa",
                            "ip.addresses", "10.0.0.5 10.0.0.50"));
    private final Map<String, String> texts =
            new HashMap<>(
                    Map.of(
                            "file.cp-cluster-vars",
                            "#!/bin/bash\nexport MASTER1_NODE_HOSTNAME=cp-master\n"));
    private final List<HostFacts> edgeFacts = new ArrayList<>();
    private final List<ClusterSnapshot.Node> joined = new ArrayList<>();
    private Optional<String> release = Optional.of("v1.6.0");

    @Test
    void thePlanReadsTopToBottom() throws Exception {
        assertThat(plan(SITE).phases())
                .extracting(PlannedPhase::id)
                .containsExactly(
                        "variables",
                        "job",
                        "tools",
                        "cloudcore",
                        "runtime",
                        "join",
                        "edgecore",
                        "edgemesh",
                        "hardening");
    }

    @Test
    void theVariablesAreExactlyThoseOfTheReleaseAndOfTheGuide() throws Exception {
        assertThat(variables(plan(SITE)))
                .isEqualTo(
                        new Change.WriteFile(
                                SITE.controlPlaneSubject(),
                                "/home/ubuntu/cp-deployment/standalone/cp-edge-vars.sh",
                                Optional.empty(),
                                """
                                #!/bin/bash

                                export CLOUDCORE_PRIVATE_VIP='10.0.0.50'
                                export CLOUDCORE_VIP='203.0.113.50'

                                export CLOUDCORE1_NODE_HOSTNAME='cp-master'
                                export CLOUDCORE2_NODE_HOSTNAME='cp-worker-1'

                                export EDGE_HOSTS='2'
                                export EDGE_NODE_CNT='2'

                                export EDGE1_NODE_HOSTNAME='cp-edge-1'
                                export EDGE1_NODE_PUBLIC_IP='10.0.0.21'

                                export EDGE2_NODE_HOSTNAME='pi.lab'
                                export EDGE2_NODE_PUBLIC_IP='10.0.0.22'
                                """,
                                "0644"));
    }

    @Test
    void aNewerReleaseGetsItsOwnNames() throws Exception {
        release = Optional.of("v1.6.2");
        assertThat(variables(plan(SITE)).after())
                .contains("CLOUDCORE_PRIVATE_IP='10.0.0.50'", "CLOUDCORE_PUBLIC_IP='203.0.113.50'")
                .contains("EDGE_HOSTS='2'", "EDGE_NODE_CNT='2'")
                .doesNotContain("VIP", "CLOUDCORE1");
    }

    @Test
    void bashReadsBackWhatWasWritten() throws Exception {
        assertThat(bash(variables(plan(SITE)).after() + "echo $CLOUDCORE_VIP $EDGE2_NODE_HOSTNAME"))
                .isEqualTo("203.0.113.50 pi.lab\n");
    }

    @Test
    void burntTemplatesArePutBackFirst() throws Exception {
        texts.put("template." + CONFIG, BURNT);
        texts.put("template.head." + CONFIG, HEAD);
        var first = plan(SITE).phases().getFirst();
        assertThat(first.id()).isEqualTo("prepare");
        assertThat(first.changes())
                .containsExactly(
                        new Change.RestoreFile(
                                SITE.controlPlaneSubject(),
                                "/home/ubuntu/cp-deployment/" + CONFIG,
                                BURNT,
                                HEAD));
    }

    @Test
    void untouchedTemplatesStay() throws Exception {
        texts.put("template." + CONFIG, HEAD);
        texts.put("template.head." + CONFIG, HEAD);
        assertThat(plan(SITE).phases().getFirst().id()).isEqualTo("variables");
    }

    @Test
    void everyTaskThatShowsIsInThePlanWithItsHosts() throws Exception {
        var tasks =
                plan(SITE).changes().stream()
                        .filter(Change.RunTask.class::isInstance)
                        .map(Change.RunTask.class::cast)
                        .toList();
        assertThat(tasks).hasSize(42);
        assertThat(tasks)
                .contains(
                        new Change.RunTask(
                                Subject.SITE,
                                4,
                                "cp/edge/keadm_join",
                                "keadm join",
                                List.of("cp-edge-1", "pi.lab"),
                                Optional.of("edge-join")),
                        new Change.RunTask(
                                SITE.controlPlaneSubject(),
                                3,
                                "cp/edge/keadm_init",
                                "Pause keadm init",
                                List.of("cp-master"),
                                Optional.empty()));
    }

    @Test
    void aNodeThatWorksInTheClusterStaysOutOfTheRun() throws Exception {
        joined("cp-edge-1");
        DeploymentPlan plan = plan(SITE);
        assertThat(plan.edges()).containsExactly("pi.lab");
        assertThat(plan.leftOut()).containsExactly("cp-edge-1");
        assertThat(variables(plan).after())
                .contains("EDGE_HOSTS='1'", "EDGE1_NODE_HOSTNAME='pi.lab'")
                .doesNotContain("cp-edge-1");
        assertThat(job(plan).guard().inventory()).doesNotContain("cp-edge-1");
        assertThat(plan.phases().toString()).doesNotContain("[cp-edge-1");
    }

    @Test
    void aNodeOfWhichOnlyTracesAreLeftStaysInTheRun() throws Exception {
        edgeFacts.add(
                new HostFacts(
                        SITE.edgeSubjects().getFirst(),
                        Map.of("kubeedge.dir", "yes", "edgecore.active", "no"),
                        Map.of()));
        assertThat(plan(SITE).edges()).containsExactly("cp-edge-1", "pi.lab");
    }

    @Test
    void whenAllNodesAreJoinedThereIsNothingToPlan() {
        joined("cp-edge-1", "pi.lab");
        assertThat(refused(SITE)).isEqualTo(Problem.of("plan.all-joined", "2"));
    }

    @Test
    void theJobSourcesTheScriptInItsFolder() throws Exception {
        Change.RunJob job = job(plan(SITE));
        assertThat(job.on()).isEqualTo(SITE.controlPlaneSubject());
        assertThat(job.line())
                .isEqualTo("cd ~/cp-deployment/standalone && source deploy-cp-edge.sh");
    }

    @Test
    void ansibleStartsOnlyWithTheHostsAndTheValuesOfThePlan() throws Exception {
        texts.put(
                "file.cp-cluster-vars",
                """
                export MASTER1_NODE_HOSTNAME="cp-master"
                export MASTER1_NODE_PUBLIC_IP='203.0.113.5'
                export MASTER1_NODE_PRIVATE_IP=10.0.0.5
                """);
        assertThat(job(plan(SITE)).guard().lines())
                .isEqualTo(
                        """
                        host cp-master 10.0.0.5
                        host cp-edge-1 10.0.0.21
                        host pi.lab 10.0.0.22
                        member cloudcore_node cp-master
                        member edge_node cp-edge-1
                        member edge_node pi.lab
                        fresh standalone/inventory/mycluster/edge-hosts.yaml
                        fresh standalone/roles/cp/edge/keadm_init/defaults/main.yml
                        fresh standalone/roles/cp/edge/keadm_join/defaults/main.yml
                        holds edge/ha-cloudcore/02-ha-configmap.yaml 203.0.113.50
                        lacks edge/ha-cloudcore/02-ha-configmap.yaml {CLOUDCORE_VIP}
                        holds edge/ha-cloudcore/03-ha-deployment.yaml 10.0.0.50
                        lacks edge/ha-cloudcore/03-ha-deployment.yaml {CLOUDCORE_PRIVATE_VIP}
                        holds edge/edgemesh/agent/04-configmap.yaml cp-master
                        lacks edge/edgemesh/agent/04-configmap.yaml {MASTER_NODE_HOSTNAME}
                        holds edge/edgemesh/agent/04-configmap.yaml 203.0.113.5
                        lacks edge/edgemesh/agent/04-configmap.yaml {MASTER_NODE_PUBLIC_IP}
                        """);
    }

    private void joined(String... names) {
        for (String name : names) {
            Subject subject =
                    SITE.edgeSubjects().stream()
                            .filter(it -> it.label().contains(name))
                            .findFirst()
                            .orElseThrow();
            var works = Map.of("kubeedge.dir", "yes", "edgecore.active", "yes");
            edgeFacts.add(new HostFacts(subject, works, Map.of()));
            joined.add(SampleNode.ready(name, "edge", "10.0.0.99"));
        }
    }

    private static Change.RunJob job(DeploymentPlan plan) {
        return plan.changes().stream()
                .filter(Change.RunJob.class::isInstance)
                .map(Change.RunJob.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIncompleteSiteIsRefused() {
        assertThat(refused(Site.of("lab", SITE.controlPlane())).code())
                .isEqualTo("plan.no-cloudcore");
        assertThat(refused(SITE.withEdges(List.of())).code()).isEqualTo("plan.no-edges");
    }

    @Test
    void anUnknownReleaseIsRefusedWithWhatWasFound() {
        release = Optional.empty();
        values.put("checkout.describe", "v1.4.0-2-gabc");
        assertThat(refused(SITE)).isEqualTo(Problem.of("plan.release-unknown", "v1.4.0-2-gabc"));
    }

    @ParameterizedTest
    @CsvSource({"v1.5.1, release-amd64-runtime", "v1.5.2, release-broken-scripts"})
    void aReleaseThatCannotWorkOnArm64IsRefusedWithItsReason(String id, String code) {
        release = Optional.of(id);
        assertThat(refused(SITE))
                .isEqualTo(Problem.of("plan." + code, id, "v1.6.0, v1.6.1, v1.6.2"));
    }

    @Test
    void anUnreadControlPlaneIsRefused() {
        values.remove("user.home");
        assertThat(refused(SITE).code()).isEqualTo("plan.control-plane-unread");
        values.put("user.home", "/home/x; rm -rf /");
        assertThat(refused(SITE).code()).isEqualTo("plan.control-plane-unread");
        var nothing =
                new SiteFacts(
                        Instant.EPOCH, release, Map.of(), Optional.empty(), List.of(), Map.of());
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class,
                                        () -> Planner.deployment(SITE, nothing, ID))
                                .problem())
                .isEqualTo(Problem.of("plan.control-plane-unread", "ubuntu@10.0.0.5"));
    }

    @Test
    void anEdgeThatIsReallyAClusterNodeIsRefused() {
        assertThat(refused(SITE.withEdges(List.of(edge("cp-worker-1", "10.0.0.21")))))
                .isEqualTo(
                        Problem.of(
                                "plan.edge-is-cluster-node",
                                "cp-worker-1",
                                "10.0.0.21",
                                "cp-worker-1"));
        assertThat(refused(SITE.withEdges(List.of(edge("cp-edge-1", "10.0.0.11")))).values())
                .containsExactly("cp-edge-1", "10.0.0.11", "cp-worker-1");
        assertThat(refused(SITE.withEdges(List.of(edge("cp-edge-1", "10.0.0.50")))).values())
                .containsExactly("cp-edge-1", "10.0.0.50", "ubuntu@10.0.0.5");
        edgeFacts.add(
                new HostFacts(
                        SITE.edgeSubjects().getFirst(), Map.of("machine.id", "aaaa"), Map.of()));
        assertThat(refused(SITE).values())
                .containsExactly("cp-edge-1", "10.0.0.21", "ubuntu@10.0.0.5");
    }

    @Test
    void anEdgeThatHasJoinedBeforeIsNotMistakenForACloudNode() throws Exception {
        assertThat(plan(SITE.withEdges(List.of(edge("old-edge", "10.0.0.29")))).edges())
                .containsExactly("old-edge");
    }

    @Test
    void duplicatesAreRefused() {
        assertThat(refused(SITE.withEdges(List.of(edge("a", "10.0.0.21"), edge("a", "10.0.0.22")))))
                .isEqualTo(Problem.of("plan.duplicate-name", "a"));
        assertThat(refused(SITE.withEdges(List.of(edge("a", "10.0.0.21"), edge("b", "10.0.0.21")))))
                .isEqualTo(Problem.of("plan.duplicate-address", "10.0.0.21"));
    }

    @Test
    void everyRefusalHasItsWords() {
        for (String code :
                List.of(
                        "no-cloudcore",
                        "no-edges",
                        "control-plane-unread",
                        "release-unknown",
                        "release-amd64-runtime",
                        "release-broken-scripts",
                        "edge-is-cluster-node",
                        "duplicate-name",
                        "duplicate-address")) {
            for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
                var problem = Problem.of("plan." + code, "a", "b", "c");
                assertThat(Texts.of(locale).title(problem)).isNotBlank();
                assertThat(Texts.of(locale).remedy(problem)).isNotBlank();
            }
        }
    }

    @Test
    void thePlanAsTextShowsFilesCommandsAndTasks() throws Exception {
        texts.put("template." + CONFIG, BURNT);
        texts.put("template.head." + CONFIG, HEAD);
        texts.put("file.cp-edge-vars", "#!/bin/bash\n\nexport EDGE_HOSTS=1\n");
        assertThat(PlanText.of(plan(SITE), Texts.of(Texts.ENGLISH)))
                .contains("- - 198.51.100.9", "+ - {CLOUDCORE_VIP}", "-export EDGE_HOSTS=1")
                .contains("+export EDGE_HOSTS='2'", "source deploy-cp-edge.sh")
                .contains("2 edge nodes: cp-edge-1, pi.lab", "Plan " + ID)
                .contains("cp/edge/keadm_join : keadm join [cp-edge-1, pi.lab]")
                .contains("~/cp-deployment/standalone/inventory/mycluster/edge-hosts.yaml")
                .doesNotContain("get home dir path", "SIMULATED");
        assertThat(PlanText.of(plan(SITE), Texts.of(Texts.KOREAN))).contains("사이트 lab 배포 계획");
    }

    private DeploymentPlan plan(Site site) throws ProblemException {
        return Planner.deployment(site, facts(), ID);
    }

    private Problem refused(Site site) {
        return catchThrowableOfType(ProblemException.class, () -> plan(site)).problem();
    }

    private SiteFacts facts() {
        var hosts = new HashMap<String, HostFacts>();
        hosts.put("control-plane", new HostFacts(SITE.controlPlaneSubject(), values, texts));
        edgeFacts.forEach(host -> hosts.put(host.subject().id(), host));
        var nodes = new ArrayList<>(joined);
        nodes.add(SampleNode.ready("cp-master", Map.of(), "10.0.0.10"));
        nodes.add(SampleNode.ready("cp-worker-1", Map.of(), "10.0.0.11"));
        nodes.add(SampleNode.ready("old-edge", "edge", "10.0.0.29"));
        var cluster = new ClusterSnapshot(Instant.EPOCH, "v1.30.4", nodes, List.of(), List.of());
        return new SiteFacts(
                Instant.EPOCH, release, hosts, Optional.of(cluster), List.of(), Map.of());
    }

    private static EdgeNode edge(String name, String address) {
        return new EdgeNode(
                new HostName(name),
                new Ipv4(address),
                Port.SSH,
                "ubuntu",
                new Credential.Agent(),
                EdgeNode.Route.DIRECT);
    }

    private static Change.WriteFile variables(DeploymentPlan plan) {
        return plan.changes().stream()
                .filter(Change.WriteFile.class::isInstance)
                .map(Change.WriteFile.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String bash(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
