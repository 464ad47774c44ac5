package org.kpaas.edge.installer.cluster.kube;

import static org.kpaas.edge.installer.cluster.kube.Records.text;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A way to the API: one client, over a tunnel in one SSH connection or directly.
///
/// @param label   whose kubeconfig it is, for messages: the control plane, or a file
/// @param way     says whether the API can still be reached
/// @param server  `host:port`, for messages
/// @param version the server's, for instance `v1.30.4`
record ApiLink(String label, Way way, KubernetesClient client, String server, String version)
        implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECT_MS = 10_000;
    private static final int REQUEST_MS = 15_000;
    private static final int LARGEST_FILE = 1 << 20;

    /// What the client's connections go through.
    interface Way extends AutoCloseable {
        boolean alive();

        @Override
        void close();
    }

    private record Tunnel(Host host, Host.Tunnel tunnel) implements Way {
        @Override
        public boolean alive() {
            return host.connected();
        }

        @Override
        public void close() {
            tunnel.close();
        }
    }

    private enum Direct implements Way {
        WAY;

        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public void close() {}
    }

    static ApiLink open(HostSource controlPlane) throws ProblemException, InterruptedException {
        Host host = controlPlane.get();
        Kubeconfig kubeconfig = read(host);
        var way = new Tunnel(host, host.tunnel(kubeconfig.host(), kubeconfig.port()));
        return open(host.access().label(), kubeconfig, way, Optional.of(way.tunnel().proxy()));
    }

    /// @throws ProblemException `cluster.file-…` for a kubeconfig that cannot be used
    static ApiLink open(Path file) throws ProblemException, InterruptedException {
        return open(file.toString(), read(file), Direct.WAY, Optional.empty());
    }

    private static ApiLink open(String label, Kubeconfig kubeconfig, Way way, Optional<URI> proxy)
            throws ProblemException, InterruptedException {
        boolean open = false;
        try {
            KubernetesClient client = client(label, kubeconfig, proxy);
            try {
                var link = new ApiLink(label, way, client, kubeconfig.label(), "");
                String version =
                        link.ask(() -> text(client.getKubernetesVersion().getGitVersion()));
                open = true;
                return new ApiLink(label, way, client, kubeconfig.label(), version);
            } finally {
                if (!open) {
                    client.close();
                }
            }
        } finally {
            if (!open) {
                way.close();
            }
        }
    }

    private static Kubeconfig read(Path file) throws ProblemException {
        try {
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new ProblemException(
                        Problem.of(
                                "cluster.file-large",
                                file.toString(),
                                Long.toString(size),
                                Integer.toString(LARGEST_FILE)));
            }
            return Kubeconfig.parse(Files.readString(file))
                    .orElseThrow(
                            () ->
                                    new ProblemException(
                                            Problem.of("cluster.file-unusable", file.toString())));
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.of("cluster.file-missing", file.toString()), e);
        } catch (IOException e) { // no text, or no right to read it
            throw new ProblemException(Problem.of("cluster.file-unusable", file.toString()), e);
        }
    }

    private static Kubeconfig read(Host host) throws ProblemException, InterruptedException {
        Outcome outcome = host.run(Script.named("kubeconfig").with(READ_LIMIT));
        String label = host.access().label();
        if (!outcome.ok() || outcome.stdout().length == 0) {
            throw new ProblemException(Problem.of("cluster.no-kubeconfig", label));
        }
        return Kubeconfig.parse(outcome.out())
                .orElseThrow(
                        () -> new ProblemException(Problem.of("cluster.broken-kubeconfig", label)));
    }

    /// Built from nothing: else the laptop's own kubeconfig and environment would mix in.
    private static KubernetesClient client(String label, Kubeconfig kubeconfig, Optional<URI> proxy)
            throws ProblemException {
        try {
            Config config = config(kubeconfig, proxy);
            var trust = ApiTrust.of(kubeconfig);
            var keys = SSLUtils.keyManagers(config);
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientBuilderConsumer(builder -> builder.sslContext(keys, trust))
                    .build();
        } catch (GeneralSecurityException
                | IOException
                | IllegalArgumentException
                | KubernetesClientException unreadable) { // and its message may quote a key
            throw new ProblemException(Problem.of("cluster.broken-kubeconfig", label));
        }
    }

    private static Config config(Kubeconfig kubeconfig, Optional<URI> proxy) {
        var config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(kubeconfig.server().toString())
                        .withCaCertData(kubeconfig.caData())
                        .withConnectionTimeout(CONNECT_MS)
                        .withRequestTimeout(REQUEST_MS)
                        .withRequestRetryBackoffLimit(1)
                        .withWatchReconnectLimit(0);
        proxy.ifPresent(it -> config.withHttpsProxy(it.toString()));
        kubeconfig.clientCertificateData().ifPresent(config::withClientCertData);
        kubeconfig.clientKeyData().ifPresent(key -> ClientKeys.add(config, key));
        kubeconfig.token().ifPresent(config::withOauthToken);
        return config.build();
    }

    /// Runs a call of the client and says in our words what went wrong.
    <T extends @Nullable Object> T ask(Supplier<T> question)
            throws ProblemException, InterruptedException {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw translate(e);
        }
    }

    ProblemException translate(KubernetesClientException failure) {
        return ApiFailure.translate(this, failure);
    }

    boolean alive() {
        return way.alive();
    }

    @Override
    public void close() {
        way.close(); // first, so that the client has nothing to wait for
        client.close();
    }

    @Override
    public String toString() {
        return "ApiLink[" + server + "]";
    }
}
