package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;

import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.ssh.Relay;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.remote.ssh.TestSecrets;
import org.kpaas.edge.installer.remote.ssh.TestSshServer;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// A control plane with an API server that keeps what is put into it, behind an SSH server whose cable can be cut.
final class TestApi implements AutoCloseable {
    private final Path folder;
    private MockWebServer web = new MockWebServer();
    private KubernetesMockServer server = server(web);
    private final TestSshServer ssh;
    private final Relay cable;
    private final Remote remote;

    TestApi(Path folder) throws IOException {
        this.folder = folder;
        server.init(InetAddress.ofLiteral("127.0.0.1"), 0);
        ssh = new TestSshServer(folder).password("cp", "right").home(folder).start();
        cable = new Relay(ssh.port());
        remote =
                new SshRemotes(folder.resolve("known_hosts"))
                        .open(new TestSecrets("right"), (h, a, f) -> true);
        Files.createDirectories(folder.resolve(".kube"));
        write(kubeconfig());
    }

    private static KubernetesMockServer server(MockWebServer web) {
        Map<ServerRequest, Queue<ServerResponse>> fixed = new HashMap<>();
        var server =
                new KubernetesMockServer(
                        new Context(), web, fixed, new KubernetesMixedDispatcher(fixed), true);
        server.setVersionInfo(new VersionInfo.Builder().withGitVersion("v1.30.4").build());
        return server;
    }

    void stop() {
        server.destroy();
    }

    /// On the same port, empty, with a certificate of its own: the kubeconfig is another one.
    void startAgain() throws IOException {
        int port = server.getPort();
        web = new MockWebServer();
        server = server(web);
        server.init(InetAddress.ofLiteral("127.0.0.1"), port);
        write(kubeconfig());
    }

    String kubeconfig() throws IOException {
        return kubeconfig("https://localhost:" + server.getPort(), ownCertificate(), "");
    }

    int logins() {
        return ssh.logins();
    }

    static String kubeconfig(String url, byte[] authority, String more) {
        return """
        apiVersion: v1
        kind: Config
        current-context: admin@test
        contexts:
        - name: admin@test
          context: {cluster: test, user: admin}
        clusters:
        - name: test
          cluster:
            server: %s
            certificate-authority-data: %s
        %s
        users:
        - name: admin
          user: {token: a-token-of-the-cluster}
        """
                .formatted(url, Base64.getEncoder().encodeToString(authority), more);
    }

    byte[] ownCertificate() throws IOException {
        return Files.readAllBytes(Path.of(web.getSelfSignedCertificate().certificatePath()));
    }

    void write(String kubeconfig) throws IOException {
        Files.writeString(folder.resolve(".kube/config"), kubeconfig);
    }

    int port() {
        return server.getPort();
    }

    KubernetesMockServer server() {
        return server;
    }

    NamespacedKubernetesClient client() {
        return server.createClient();
    }

    Relay cable() {
        return cable;
    }

    HostSource controlPlane() {
        var access =
                new Access(
                        "127.0.0.1",
                        new Port(cable.port()),
                        "cp",
                        new Credential.Password(),
                        Optional.empty());
        return () -> remote.host(access);
    }

    @Override
    public void close() throws IOException {
        remote.close();
        cable.close();
        ssh.close();
        server.destroy();
    }
}
