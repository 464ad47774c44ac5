package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/// What we use of the control plane's kubeconfig: the current context's server and credentials, in memory only. Files
/// that it names are on the control plane and programs that it names would run here, so neither is followed.
///
/// @param server        `https://…`
/// @param caData        the authorities that the server's certificate must come from: PEM in Base64
/// @param tlsServerName the name in the server's certificate when it is not the one in the address
record Kubeconfig(
        URI server,
        String caData,
        Optional<String> clientCertificateData,
        Optional<String> clientKeyData,
        Optional<String> token,
        Optional<String> tlsServerName) {
    private static final int HTTPS = 443;

    /// @return empty when the text is no kubeconfig, or none that works without its control plane's files
    static Optional<Kubeconfig> parse(String text) {
        try {
            return of(new KubernetesSerialization().unmarshal(text, Config.class));
        } catch (RuntimeException notYaml) {
            return Optional.empty(); // its message quotes the text, keys included
        }
    }

    private static Optional<Kubeconfig> of(@Nullable Config config) {
        if (config == null || config.getContexts() == null) {
            return Optional.empty();
        }
        Optional<Context> context =
                config.getContexts().stream()
                        .filter(named -> named.getName().equals(config.getCurrentContext()))
                        .map(named -> named.getContext())
                        .findFirst();
        Optional<Cluster> cluster =
                context.flatMap(
                        chosen ->
                                config.getClusters().stream()
                                        .filter(c -> c.getName().equals(chosen.getCluster()))
                                        .map(c -> c.getCluster())
                                        .findFirst());
        Optional<AuthInfo> user =
                context.flatMap(
                        chosen ->
                                config.getUsers().stream()
                                        .filter(u -> u.getName().equals(chosen.getUser()))
                                        .map(u -> u.getUser())
                                        .findFirst());
        return cluster.flatMap(c -> user.flatMap(u -> of(c, u)));
    }

    private static Optional<Kubeconfig> of(Cluster cluster, AuthInfo user) {
        URI server = URI.create(cluster.getServer());
        if (!"https".equals(server.getScheme())
                || server.getHost() == null
                || cluster.getCertificateAuthorityData() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Kubeconfig(
                        server,
                        cluster.getCertificateAuthorityData(),
                        Optional.ofNullable(user.getClientCertificateData()),
                        Optional.ofNullable(user.getClientKeyData()),
                        Optional.ofNullable(user.getToken()),
                        Optional.ofNullable(cluster.getTlsServerName())));
    }

    /// The server's host as the control plane resolves it.
    String host() {
        String host = server.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return server.getPort() < 0 ? HTTPS : server.getPort();
    }

    /// `host:port`, for messages.
    String label() {
        return server.getHost() + ":" + port();
    }

    @Override
    public String toString() {
        return "Kubeconfig[" + label() + "]";
    }
}
