package org.kpaas.edge.installer.cluster.kube;

import static org.kpaas.edge.installer.cluster.kube.Records.text;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;

import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Supplier;

/// A way to the API: one SSH connection, one tunnel in it, one client over the tunnel.
///
/// @param server  `host:port`, for messages
/// @param version the server's, for instance `v1.30.4`
record ApiLink(
        Host host, Host.Tunnel tunnel, KubernetesClient client, String server, String version)
        implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECT_MS = 10_000;
    private static final int REQUEST_MS = 15_000;

    static ApiLink open(HostSource controlPlane) throws ProblemException, InterruptedException {
        Host host = controlPlane.get();
        Kubeconfig kubeconfig = read(host);
        Host.Tunnel tunnel = host.tunnel(kubeconfig.host(), kubeconfig.port());
        boolean open = false;
        try {
            KubernetesClient client = client(host, kubeconfig, tunnel.proxy());
            try {
                var link = new ApiLink(host, tunnel, client, kubeconfig.label(), "");
                String version =
                        link.ask(() -> text(client.getKubernetesVersion().getGitVersion()));
                open = true;
                return new ApiLink(host, tunnel, client, kubeconfig.label(), version);
            } finally {
                if (!open) {
                    client.close();
                }
            }
        } finally {
            if (!open) {
                tunnel.close();
            }
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
    private static KubernetesClient client(Host host, Kubeconfig kubeconfig, URI proxy)
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
            throw new ProblemException(
                    Problem.of("cluster.broken-kubeconfig", host.access().label()));
        }
    }

    private static Config config(Kubeconfig kubeconfig, URI proxy) {
        var config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(kubeconfig.server().toString())
                        .withCaCertData(kubeconfig.caData())
                        .withHttpsProxy(proxy.toString())
                        .withConnectionTimeout(CONNECT_MS)
                        .withRequestTimeout(REQUEST_MS)
                        .withRequestRetryBackoffLimit(1)
                        .withWatchReconnectLimit(0);
        kubeconfig.clientCertificateData().ifPresent(config::withClientCertData);
        kubeconfig.clientKeyData().ifPresent(key -> ClientKeys.add(config, key));
        kubeconfig.token().ifPresent(config::withOauthToken);
        return config.build();
    }

    /// Runs a call of the client and says in our words what went wrong.
    <T> T ask(Supplier<T> question) throws ProblemException, InterruptedException {
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
        return host.connected();
    }

    /// The control plane, for messages.
    String label() {
        return host.access().label();
    }

    @Override
    public void close() {
        tunnel.close(); // first, so that the client has nothing to wait for
        client.close();
    }

    @Override
    public String toString() {
        return "ApiLink[" + server + "]";
    }
}
