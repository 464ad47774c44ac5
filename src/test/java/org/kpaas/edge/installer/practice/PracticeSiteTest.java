package org.kpaas.edge.installer.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeSiteTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private PracticeSite practice;
    private Laptop laptop;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        practice = PracticeSite.start(PracticeOptions.STANDARD.withSpeed(500));
        laptop = new Laptop(practice, folder);
    }

    @AfterAll
    void stop() {
        laptop.close();
        practice.close();
    }

    @Test
    void theSiteIsCompleteAndMarkedAsSimulated() {
        Site site = practice.site();

        assertThat(site.simulated()).isTrue();
        assertThat(site.cloudCore()).isPresent();
        assertThat(site.edges()).hasSize(2);
        assertThat(site.edges().get(0).hostName().text()).isEqualTo("cp-edge-1");
        assertThat(practice.hosts()).hasSize(3);
    }

    @Test
    void theControlPlaneAnswersTheFactsScript() throws Exception {
        String out = laptop.script("facts", "control-plane").out();

        assertThat(out)
                .contains("host.name=cp-master\n")
                .contains("checkout.describe=v1.6.0\n")
                .contains("file.cp-cluster-vars<<\n|#!/bin/bash\n")
                .contains("|export MASTER1_NODE_HOSTNAME=cp-master\n")
                .contains("self.ssh=ok\n")
                .endsWith("facts.end=yes\n");
    }

    @Test
    void anEdgeSaysWhatItIsAndWhatItReaches() throws Exception {
        String vip = practice.site().cloudCore().orElseThrow().publicVip().text();
        Outcome outcome =
                laptop.edge(2)
                        .run(
                                org.kpaas.edge.installer.remote.Script.named("facts")
                                        .with(
                                                LIMIT,
                                                "edge",
                                                "tcp:" + vip + ":10000",
                                                "tcp:10.1.2.3:22"));

        assertThat(outcome.out())
                .contains("board.model=Raspberry Pi 4")
                .contains("dpkg.arch=arm64\n")
                .contains("tcp." + vip + ":10000=refused\n")
                .contains("tcp.10.1.2.3:22=filtered\n");
    }

    @Test
    void anythingElseIsNotSimulatedAndSaysSo() throws Exception {
        Outcome outcome = laptop.controlPlane().run(Command.of(LIMIT, "kubectl", "get nodes"));

        assertThat(outcome.exit()).isEqualTo(127);
        assertThat(outcome.err()).contains("practice: not simulated: 'kubectl' 'get nodes'");
        assertThat(laptop.controlPlane().run(Command.of(LIMIT, "true")).exit()).isZero();
    }

    @Test
    void aFileThatIsWrittenLandsInTheCheckout() throws Exception {
        String path = Checkout.ROOT + "/standalone/cp-edge-vars.sh";
        byte[] content = "export EDGE_HOSTS=2\n".getBytes(StandardCharsets.UTF_8);
        laptop.controlPlane().write(path, content, 0644);
        laptop.controlPlane().write(path, content, 0644);

        assertThat(laptop.script("facts", "control-plane").out())
                .contains("file.cp-edge-vars<<\n|export EDGE_HOSTS=2\n")
                .contains("| M standalone/cp-edge-vars.sh\n");
        assertThat(laptop.script("backup", path).out()).contains("backup.1=" + path + ".");
    }

    @Test
    void theApiShowsAHealthyClusterThroughTheTunnel() throws Exception {
        try (Laptop.Api api = laptop.api()) {
            List<Node> nodes = api.client().nodes().list().getItems();
            List<Pod> system = api.client().pods().inNamespace("kube-system").list().getItems();

            assertThat(api.client().getKubernetesVersion().getGitVersion()).isEqualTo("v1.30.4");
            assertThat(nodes).hasSize(4);
            assertThat(nodes.getFirst().getStatus().getNodeInfo().getKubeletVersion())
                    .isEqualTo("v1.30.4");
            assertThat(system).hasSize(1 + 4 + 2 + 1 + 3 + 4 + 1 + 4);
            assertThat(system)
                    .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
        }
    }

    @Test
    void anInformerSeesChangesAsTheyHappen() throws Exception {
        var added = new CountDownLatch(1);
        try (Laptop.Api api = laptop.api();
                var informer =
                        api.client()
                                .namespaces()
                                .inform(
                                        new io.fabric8.kubernetes.client.informers
                                                .ResourceEventHandler<>() {
                                            @Override
                                            public void onAdd(
                                                    io.fabric8.kubernetes.api.model.Namespace it) {
                                                if (it.getMetadata().getName().equals("later")) {
                                                    added.countDown();
                                                }
                                            }

                                            @Override
                                            public void onUpdate(
                                                    io.fabric8.kubernetes.api.model.Namespace
                                                            before,
                                                    io.fabric8.kubernetes.api.model.Namespace
                                                            now) {}

                                            @Override
                                            public void onDelete(
                                                    io.fabric8.kubernetes.api.model.Namespace it,
                                                    boolean unknown) {}
                                        })) {
            assertThat(informer.isWatching()).isTrue();
            practice.world()
                    .model()
                    .store()
                    .put("namespaces", KubeObjects.namespace("later", java.time.Instant.now()));

            assertThat(added.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aWrongPasswordIsRefused(@TempDir Path folder) {
        try (var remote =
                new SshRemotes(folder.resolve("known_hosts"))
                        .open(
                                (kind, access, attempt) ->
                                        attempt > 1
                                                ? Optional.empty()
                                                : Optional.of(Secret.of("wrong")),
                                (host, algorithm, fingerprint) -> true)) {
            assertThatThrownBy(() -> remote.host(practice.access()))
                    .isInstanceOf(RemoteException.class);
        }
    }

    @Test
    void beforeTheDeploymentNothingListensForEdges() {
        String vip = practice.site().cloudCore().orElseThrow().publicVip().text();

        assertThatThrownBy(() -> new Socket(vip, 10_000).close())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void severalSitesRunSideBySideAndLeaveNothingBehind() throws Exception {
        PracticeSite other = PracticeSite.start(PracticeOptions.STANDARD.withEdges(1));
        Path files = other.world().model().controlPlane().files().root();
        String address = other.access().host();
        int port = other.access().port().number();
        assertThat(address).isNotEqualTo(practice.access().host());
        other.close();

        assertThat(files).doesNotExist();
        assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
    }
}
