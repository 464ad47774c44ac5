package org.kpaas.edge.installer.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.practice.Workloads.Kind;
import org.kpaas.edge.installer.practice.Workloads.Workload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The practice cluster's API server with the real Kubernetes client, watches by WebSocket and by HTTP.
class KubeServerTest {
    private static final PracticeNet NET = new PracticeNet(64, 1);
    private static final Workload APP = Workload.of("default", Kind.DEPLOYMENT, "app", "app:1");

    private final KubeStore store = new KubeStore();
    private final Workloads workloads = new Workloads(store);
    private KubeServer server;
    private Config config;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, PracticeNet.inet(NET.controlPlane()))) {
            port = free.getLocalPort();
        }
        var certificates = new Certificates(NET.controlPlane());
        server =
                new KubeServer(
                        certificates,
                        new InetSocketAddress(PracticeNet.inet(NET.controlPlane()), port),
                        new KubeApi(store, "v1.30.4"));
        config =
                Config.fromKubeconfig(
                        certificates.kubeconfig("https://" + NET.controlPlane() + ":" + port));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aPodIsSeenComingChangingAndGoingByWebSocket() throws Exception {
        theLifeOfAPodIsSeen(config);
    }

    @Test
    void aPodIsSeenComingChangingAndGoingByHttp() throws Exception {
        theLifeOfAPodIsSeen(new ConfigBuilder(config).withOnlyHttpWatches(true).build());
    }

    @Test
    void withoutACertificateNobodyIsLetIn() {
        Config stranger =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(config.getMasterUrl())
                        .withCaCertData(config.getCaCertData())
                        .withRequestRetryBackoffLimit(0)
                        .build();
        try (var client = client(stranger)) {
            assertThatThrownBy(() -> client.nodes().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
        }
    }

    @Test
    void aVersionThatIsTooOldEndsTheWatchWith410() throws Exception {
        for (int i = 0; i < 2100; i++) {
            store.put("namespaces", KubeObjects.namespace("n", Instant.now()));
        }
        var closed = new CompletableFuture<WatcherException>();
        try (var client = client(config);
                var watch =
                        client.pods()
                                .inAnyNamespace()
                                .withResourceVersion("7401")
                                .watch(
                                        new Watcher<>() {
                                            @Override
                                            public void eventReceived(Action action, Pod pod) {}

                                            @Override
                                            public void onClose(WatcherException cause) {
                                                closed.complete(cause);
                                            }
                                        })) {
            assertThat(watch).isNotNull();
            assertThat(closed.get(10, TimeUnit.SECONDS).isHttpGone()).isTrue();
        }
    }

    @Test
    void selectorsChooseAndUnknownOnesAreRefused() {
        workloads.addRunning(APP, "cp-worker-1", 0, Instant.now());
        try (var client = client(config)) {
            assertThat(client.pods().inAnyNamespace().withLabel("app", "app").list().getItems())
                    .hasSize(1);
            assertThat(client.pods().inAnyNamespace().withLabel("app", "no").list().getItems())
                    .isEmpty();
            assertThatThrownBy(
                            () ->
                                    client.pods()
                                            .inAnyNamespace()
                                            .withField("status.phase", "Running")
                                            .list())
                    .hasMessageContaining("not simulated");
            assertThatThrownBy(() -> client.namespaces().withName("x").delete())
                    .isInstanceOf(KubernetesClientException.class);
        }
    }

    @Test
    void everythingServedCanBeDiscovered() {
        try (var client = client(config)) {
            var found = new java.util.TreeSet<String>();
            var versions = new java.util.ArrayList<>(java.util.List.of("v1"));
            client.getApiGroups()
                    .getGroups()
                    .forEach(it -> versions.add(it.getPreferredVersion().getGroupVersion()));
            for (String version : versions) {
                client.getApiResources(version)
                        .getResources()
                        .forEach(it -> found.add(version + " " + it.getKind()));
            }
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            java.util.Arrays.stream(KubeKind.values())
                                    .map(kind -> kind.version() + " " + kind.kind())
                                    .toList());
        }
    }

    private void theLifeOfAPodIsSeen(Config settings) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (var client = client(settings);
                var watch =
                        client.pods()
                                .inNamespace("default")
                                .withResourceVersion("7400")
                                .watch(
                                        new Watcher<>() {
                                            @Override
                                            public void eventReceived(Action action, Pod pod) {
                                                seen.add(action + " " + pod.getStatus().getPhase());
                                            }

                                            @Override
                                            public void onClose(WatcherException cause) {}
                                        })) {
            assertThat(watch).isNotNull();
            Workloads.PodName pod = workloads.add(APP, Instant.now());
            workloads.run(pod, 0);
            workloads.remove(pod);

            assertThat(next(seen)).isEqualTo("ADDED Pending");
            assertThat(next(seen)).isEqualTo("MODIFIED Running");
            assertThat(next(seen)).isEqualTo("DELETED Running");
        }
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        String event = seen.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        return event == null ? "nothing" : event;
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
