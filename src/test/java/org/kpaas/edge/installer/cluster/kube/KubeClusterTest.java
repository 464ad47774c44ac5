package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.remote.ssh.Await;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class KubeClusterTest {
    @TempDir Path folder;
    private TestApi api;
    private NamespacedKubernetesClient admin;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        admin = api.client();
    }

    @AfterEach
    void stop() throws Exception {
        admin.close();
        api.close();
    }

    @Test
    void aSnapshotComesThroughTheSshConnectionWithTheCertificateChecked() throws Exception {
        node("worker-1", "True");
        try (var cluster = new KubeClusters().open(api.controlPlane())) {
            ClusterSnapshot snapshot = cluster.snapshot();
            assertThat(snapshot.serverVersion()).isEqualTo("v1.30.4");
            assertThat(snapshot.nodes())
                    .extracting(ClusterSnapshot.Node::name)
                    .containsExactly("worker-1");
            assertThat(snapshot.node("worker-1").orElseThrow().isReady()).isTrue();
        }
    }

    @Test
    void changesArriveWithoutAsking() throws Exception {
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().isEmpty());
            node("cp-edge-1", "False");
            seen.until(snapshot -> snapshot.node("cp-edge-1").isPresent());
            admin.nodes().withName("cp-edge-1").delete();
            seen.until(snapshot -> snapshot.nodes().isEmpty());
            assertThat(seen.troubles).isEmpty();
        }
    }

    @Test
    void aCutCableIsOvercome() throws Exception {
        node("worker-1", "True");
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            api.cable().cut();
            Await.until(() -> api.logins() == 2); // the mock stalls when it writes into a cut line
            node("worker-2", "True");
            seen.until(snapshot -> snapshot.nodes().size() == 2);
            assertThat(cluster.snapshot().nodes()).hasSize(2);
        }
    }

    @Test
    void anOutageIsToldOnceAndEndsWithTheNextSnapshot() throws Exception {
        node("worker-1", "True");
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            api.write("no kubeconfig any more");
            for (int attempt = 2; attempt < 5; attempt++) {
                api.cable().cut();
                int logins = attempt;
                Await.until(() -> api.logins() >= logins);
            }
            Await.until(() -> !seen.troubles.isEmpty());
            api.write(api.kubeconfig());
            node("worker-2", "True");
            seen.until(snapshot -> snapshot.nodes().size() == 2);
            assertThat(seen.troubles).hasSize(1);
        }
    }

    @Test
    void aServerThatIsStartedAgainIsFoundAgain() throws Exception {
        node("worker-1", "True");
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            api.stop();
            Await.until(() -> !seen.troubles.isEmpty());
            api.startAgain();
            admin = api.client();
            node("worker-2", "True");
            seen.until(snapshot -> snapshot.node("worker-2").isPresent());
            assertThat(seen.troubles).hasSize(1);
        }
    }

    @Test
    void credentialsThatExpireAreReadAnew() throws Exception {
        node("worker-1", "True");
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            api.write(api.kubeconfig().replace("a-token-of-the-cluster", "a-newer-token"));
            api.server()
                    .expect()
                    .get()
                    .withPath("/apis/apps/v1/daemonsets?limit=500")
                    .andReturn(401, "{\"kind\":\"Status\",\"code\":401}")
                    .once();
            Await.until(() -> !seen.troubles.isEmpty());
            seen.snapshots.clear(); // what came before
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            assertThat(seen.troubles)
                    .extracting(trouble -> trouble.problem().code())
                    .containsExactly("cluster.unauthorized");
            assertThat(tokens()).last().isEqualTo("Bearer a-newer-token");
        }
    }

    /// The credentials of the requests so far.
    private List<String> tokens() throws Exception {
        var tokens = new java.util.ArrayList<String>();
        for (int i = api.server().getRequestCount(); i > 0; i--) {
            var request = api.server().takeRequest();
            if (request.getPath().startsWith("/apis/apps")) {
                tokens.add(request.getHeader("Authorization"));
            }
        }
        return tokens;
    }

    @Test
    void anExpiredWatchIsStartedAgain() throws Exception {
        node("worker-1", "True");
        String version = admin.nodes().list().getMetadata().getResourceVersion();
        api.server()
                .expect()
                .get()
                .withPath(
                        "/api/v1/nodes?allowWatchBookmarks=true&resourceVersion="
                                + version
                                + "&watch=true")
                .andUpgradeToWebSocket()
                .open()
                .waitFor(0)
                .andEmit(
                        new WatchEvent(
                                new StatusBuilder().withCode(410).withReason("Expired").build(),
                                "ERROR"))
                .done()
                .once();
        try (var cluster = new KubeClusters().open(api.controlPlane());
                var seen = new Seen(cluster)) {
            seen.until(snapshot -> snapshot.nodes().size() == 1);
            node("worker-2", "True");
            seen.until(snapshot -> snapshot.nodes().size() == 2);
            assertThat(seen.troubles).isEmpty();
        }
    }

    @Test
    void anAuthorityThatDidNotSignTheServerIsNotTrusted() throws Exception {
        byte[] other = TestCertificates.selfSigned("CN=other");
        api.write(TestApi.kubeconfig("https://localhost:" + api.port(), other, ""));
        assertThat(failure().problem().code()).isEqualTo("cluster.certificate");
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() throws Exception {
        api.write(
                TestApi.kubeconfig(
                        "https://127.0.0.1:" + api.port(),
                        api.ownCertificate(),
                        "    tls-server-name: kubernetes.example"));
        assertThat(failure().problem().code()).isEqualTo("cluster.certificate");
    }

    @Test
    void withoutAKubeconfigThatIsSaid() throws Exception {
        Files.delete(folder.resolve(".kube/config"));
        assertThat(failure().problem().code()).isEqualTo("cluster.no-kubeconfig");
    }

    @Test
    void aBrokenKubeconfigIsNotQuoted() throws Exception {
        api.write("clusters: [{name: x\n token: s3cret-token");
        ProblemException failure = failure();
        assertThat(failure.problem().code()).isEqualTo("cluster.broken-kubeconfig");
        assertThat(failure).hasNoCause();
    }

    @Test
    void aSilentServerIsUnreachable() throws Exception {
        api.write(TestApi.kubeconfig("https://localhost:1", api.ownCertificate(), ""));
        assertThat(failure().problem().code()).isEqualTo("cluster.unreachable");
    }

    @Test
    void refusedCredentialsAreSaid() throws Exception {
        api.server()
                .expect()
                .get()
                .withPath("/api/v1/nodes?limit=500")
                .andReturn(401, "{\"kind\":\"Status\",\"code\":401}")
                .always();
        assertThat(failure().problem().code()).isEqualTo("cluster.unauthorized");
    }

    private ProblemException failure() {
        return catchThrowableOfType(
                ProblemException.class,
                () -> {
                    try (var cluster = new KubeClusters().open(api.controlPlane())) {
                        cluster.snapshot();
                    }
                });
    }

    private void node(String name, String ready) {
        admin.nodes()
                .resource(
                        new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .endSpec()
                                .withNewStatus()
                                .addNewCondition()
                                .withType("Ready")
                                .withStatus(ready)
                                .endCondition()
                                .endStatus()
                                .build())
                .create();
    }

    /// What a watch delivered.
    private static final class Seen implements AutoCloseable {
        private final BlockingQueue<ClusterSnapshot> snapshots = new LinkedBlockingQueue<>();
        private final List<ProblemException> troubles = new CopyOnWriteArrayList<>();
        private final AutoCloseable watch;

        Seen(org.kpaas.edge.installer.cluster.Cluster cluster) {
            watch = cluster.watch(snapshots::add, troubles::add);
        }

        void until(java.util.function.Predicate<ClusterSnapshot> condition) throws Exception {
            ClusterSnapshot next;
            do {
                next = snapshots.poll(30, TimeUnit.SECONDS);
                assertThat(next).as("a snapshot within 30 s; troubles: %s", troubles).isNotNull();
            } while (!condition.test(next));
        }

        @Override
        public void close() throws Exception {
            watch.close();
        }
    }
}
