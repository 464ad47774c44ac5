package org.kpaas.edge.installer.practice;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.EdgeNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The engineer's side in a test: connections to one practice site by the product's own SSH code.
final class Laptop implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// The practice site knows a script by its second line; the rest is the host's business.
    private static final Script KUBECONFIG =
            new Script("kubeconfig", "#!/bin/sh\n# script: kubeconfig\n");

    private final PracticeSite site;
    private final Remote remote;

    Laptop(PracticeSite site, Path folder) {
        this.site = site;
        remote =
                new SshRemotes(folder.resolve("known_hosts"), Duration.ofSeconds(2))
                        .open(
                                (kind, access, attempt) -> Optional.of(new Secret(site.password())),
                                (host, algorithm, fingerprint) ->
                                        site.fingerprint(host).equals(Optional.of(fingerprint)));
    }

    Host controlPlane() throws RemoteException, InterruptedException {
        return remote.host(site.access());
    }

    /// @param number from 1
    Host edge(int number) throws RemoteException, InterruptedException {
        EdgeNode edge = site.site().edges().get(number - 1);
        return remote.host(site.site().accessTo(edge));
    }

    Outcome script(String name, String... arguments) throws RemoteException, InterruptedException {
        return controlPlane().run(Script.named(name).with(LIMIT, arguments));
    }

    /// The API as it is seen from the control plane, with the certificate checked.
    Api api() throws RemoteException, InterruptedException {
        String kubeconfig = controlPlane().run(KUBECONFIG.with(LIMIT)).out();
        Config file = Config.fromKubeconfig(kubeconfig);
        URI url = URI.create(file.getMasterUrl());
        Host.Tunnel tunnel = controlPlane().tunnel(url.getHost(), url.getPort());
        Config config = new ConfigBuilder(file).withHttpsProxy(tunnel.proxy().toString()).build();
        return new Api(tunnel, new KubernetesClientBuilder().withConfig(config).build());
    }

    @Override
    public void close() {
        remote.close();
    }

    record Api(Host.Tunnel tunnel, KubernetesClient client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
            tunnel.close();
        }
    }
}
