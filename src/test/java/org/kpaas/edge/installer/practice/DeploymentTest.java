package org.kpaas.edge.installer.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One deployment on the practice site, from the variables to the end state.
class DeploymentTest {
    private PracticeSite practice;
    private Laptop laptop;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        practice = PracticeSite.start(PracticeOptions.STANDARD.withSpeed(60));
        laptop = new Laptop(practice, folder);
    }

    @AfterEach
    void stop() {
        laptop.close();
        practice.close();
    }

    @Test
    void theClusterEndsAsTheGuideShowsIt() throws Exception {
        Deployments.deploy(practice, laptop);
        try (Laptop.Api api = laptop.api()) {
            api.client()
                    .nodes()
                    .withName("cp-edge-2")
                    .waitUntilCondition(isReady(), 10, TimeUnit.SECONDS);
            List<Node> nodes = api.client().nodes().list().getItems();
            List<Pod> edge = api.client().pods().inNamespace("kubeedge").list().getItems();
            List<Pod> dns =
                    api.client().pods().inNamespace("kube-system").list().getItems().stream()
                            .filter(pod -> pod.getMetadata().getName().startsWith("nodelocaldns"))
                            .toList();

            assertThat(nodes).hasSize(6).allMatch(isReady());
            assertThat(nodes.getFirst().getMetadata().getLabels())
                    .containsKeys("node-role.kubernetes.io/agent", "node-role.kubernetes.io/edge");
            assertThat(nodes.getFirst().getStatus().getNodeInfo().getKubeletVersion())
                    .isEqualTo("v1.24.17-kubeedge-v1.14.4");
            assertThat(edge).hasSize(2 + 6).allMatch(isRunning());
            assertThat(dns).hasSize(6);
            assertThat(dns.stream().filter(isRunning())).hasSize(4);
            assertThat(
                            api.client()
                                    .services()
                                    .inNamespace("kubeedge")
                                    .withName("cloudcore")
                                    .get()
                                    .getStatus()
                                    .getLoadBalancer()
                                    .getIngress()
                                    .getFirst()
                                    .getIp())
                    .isEqualTo(practice.site().cloudCore().orElseThrow().privateVip().text());
        }
        new Socket(practice.site().cloudCore().orElseThrow().publicVip().text(), 10_002).close();
        assertThat(laptop.script("facts", "control-plane").out())
                .contains("| M edge/ha-cloudcore/03-ha-deployment.yaml\n")
                .contains("file.inventory<<\n");
    }

    @Test
    void theJobGoesOnWhenTheLinkIsCutAndTheLogIsWhole() throws Exception {
        Deployments.start(practice, laptop, "p1");
        Thread cutter = Thread.ofVirtual().unstarted(practice::cutLinks);
        var follow = Script.named("job-follow").with(Duration.ofMinutes(1), "p1", "0");

        assertThatThrownBy(
                        () ->
                                laptop.controlPlane().stream(
                                        follow,
                                        (stream, bytes) -> {
                                            if (cutter.getState() == Thread.State.NEW) {
                                                cutter.start();
                                            }
                                        }))
                .isInstanceOf(RemoteException.class);
        cutter.join();
        byte[] first = Deployments.follow(laptop, "p1", 0);

        assertThat(new String(first, StandardCharsets.UTF_8)).contains("PLAY RECAP");
        assertThat(Deployments.follow(laptop, "p1", first.length - 10)).hasSize(10);
        assertThat(laptop.script("job-state", "p1").out())
                .contains("job.state=ended\n")
                .contains("job.size=" + first.length + "\n");
    }

    @Test
    void aSecondJobIsRefusedAndTheFirstCanBeStopped() throws Exception {
        Deployments.start(practice, laptop, "p1");

        assertThat(laptop.script("job-start", "p2").out())
                .contains("job.refused=running\n")
                .contains("job.plan=p1\n");
        assertThat(laptop.script("facts", "control-plane").out()).contains("job.running=p1\n");
        assertThat(laptop.script("job-stop", "p1").out()).contains("job.stopped=yes\n");
        assertThat(laptop.script("job-state", "p1").out())
                .contains("job.state=ended\n")
                .contains("job.exit=143\n");
        assertThat(laptop.script("job-state", "p2").out()).contains("job.state=absent\n");
    }

    @Test
    void theScriptSaysWhatIsWrongWithTheVariables() throws Exception {
        String good = Deployments.variables(practice);

        assertThat(logWith(good.replace("EDGE_HOSTS", "NOBODY_READS_THIS")))
                .isEqualTo("EDGE_HOSTS is empty. Enter a variable.\n");
        assertThat(logWith(good.replace("CLOUDCORE_VIP", "CLOUDCORE_PUBLIC_IP")))
                .isEqualTo("CLOUDCORE_VIP is empty. Enter a variable.\n");
        assertThat(logWith(good.replace("\n", "\r\n")))
                .contains("cp-edge-vars.sh: line 2: $'\\r': command not found\n")
                .endsWith(
                        "CLOUDCORE_VIP is not a value in IP format. Enter a IP format variable.\n");
    }

    @Test
    void aSecondDeploymentFindsItsEdgesJoinedAlready() throws Exception {
        Deployments.deploy(practice, laptop);
        Deployments.start(practice, laptop, "p2");
        String log = new String(Deployments.follow(laptop, "p2", 0), StandardCharsets.UTF_8);

        assertThat(log).contains("EdgeCore is already running on this node");
        assertThat(laptop.script("job-state", "p2").out()).contains("job.exit=2\n");
    }

    private String logWith(String variables) throws Exception {
        laptop.controlPlane()
                .write(Deployments.VARIABLES, variables.getBytes(StandardCharsets.UTF_8), 0644);
        String plan = "p" + Integer.toHexString(variables.hashCode());
        laptop.script("job-start", plan);
        return new String(Deployments.follow(laptop, plan, 0), StandardCharsets.UTF_8);
    }

    private static Predicate<Node> isReady() {
        return node ->
                node != null
                        && node.getStatus().getConditions().stream()
                                .anyMatch(
                                        it ->
                                                it.getType().equals("Ready")
                                                        && it.getStatus().equals("True"));
    }

    private static Predicate<Pod> isRunning() {
        return pod -> pod.getStatus().getPhase().equals("Running");
    }
}
