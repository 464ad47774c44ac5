package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// How long it takes from opening a cluster of 1,000 nodes and 10,000 pods to the verdict, beside a plain HTTP client that
/// fetches the same two lists, and `kubectl get nodes,pods -A -o json` where it is installed. `mvn -q -Pbench
/// -Dbench=bench/VerifyBench -Dapp.jvm=-Xmx400m`; other rounds with `-Dapp.args=7`.
final class VerifyBench {
    private static final int NODES = 1000;
    private static final int PODS = 10_000;
    private static final int ROUNDS = 5;
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    private static final long MIB = 1 << 20;

    private VerifyBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        Path folder = Files.createTempDirectory("verify-bench");
        Process server = server(folder);
        try {
            BufferedReader said = server.inputReader();
            String url = "https://localhost:" + said.readLine();
            Path kubeconfig = Files.writeString(folder.resolve("config"), kubeconfig(folder, url));
            System.out.println(NODES + " nodes, " + PODS + " pods, " + rounds + " rounds");
            var verdict = new Measured("verdict");
            var plain = new Measured("plain client");
            var kubectl = new Measured("kubectl");
            for (int round = 0; round < rounds; round++) {
                verdict.round(() -> verify(kubeconfig));
                plain.round(() -> fetch(folder, url));
                if (Files.isExecutable(KUBECTL)) {
                    kubectl.round(() -> kubectl(kubeconfig));
                }
            }
            System.out.println(verdict.line(1));
            System.out.println(plain.line(1));
            System.out.println(verdict.against(plain));
            if (Files.isExecutable(KUBECTL)) {
                System.out.println(kubectl.line(1));
                System.out.println(verdict.against(kubectl));
            }
            heap(kubeconfig);
        } finally {
            server.getOutputStream().close();
            server.waitFor();
            delete(folder);
        }
    }

    private static Process server(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "src/bench/java/org/kpaas/edge/installer/bench/ApiServer.java",
                        folder.toString(),
                        Integer.toString(NODES),
                        Integer.toString(PODS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// From nothing to the verdict.
    private static Verification verify(Path kubeconfig) throws Exception {
        Release release = Releases.find("v1.6.0").orElseThrow();
        try (Cluster cluster = open(kubeconfig)) {
            Verification found = Verifier.judge(site(), release, cluster.snapshot());
            if (found.nodes().size() != NODES) {
                throw new IllegalStateException("nodes: " + found.nodes().size());
            }
            return found;
        }
    }

    private static Cluster open(Path kubeconfig) throws Exception {
        return new KubeClusters()
                .local(kubeconfig)
                .open(
                        () -> {
                            throw new IllegalStateException("no control plane here");
                        });
    }

    private static Site site() {
        return Site.of(
                "bench",
                new Access("10.1.0.0", Port.SSH, "cp", new Credential.Agent(), Optional.empty()));
    }

    /// Both lists, read to their end and thrown away.
    private static void fetch(Path folder, String url) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust(folder)).build()) {
            for (String path : List.of("/api/v1/nodes", "/api/v1/pods")) {
                HttpResponse<InputStream> response =
                        client.send(
                                HttpRequest.newBuilder(URI.create(url + path)).build(),
                                HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    body.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        }
    }

    private static void kubectl(Path kubeconfig) throws Exception {
        Process process =
                new ProcessBuilder(
                                KUBECTL.toString(),
                                "--kubeconfig",
                                kubeconfig.toString(),
                                "--cache-dir",
                                kubeconfig.resolveSibling("cache").toString(),
                                "get",
                                "nodes,pods",
                                "-A",
                                "-o",
                                "json")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("kubectl ended with " + process.exitValue());
        }
    }

    /// What one verification needs at most, and what stays of it while it is shown.
    private static void heap(Path kubeconfig) throws Exception {
        System.gc();
        List<MemoryPoolMXBean> pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        try (Cluster cluster = open(kubeconfig)) {
            var snapshot = cluster.snapshot();
            Verification found =
                    Verifier.judge(site(), Releases.find("v1.6.0").orElseThrow(), snapshot);
            long peak = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            System.gc();
            long kept = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    "heap: at most %d MiB of %d, %d MiB while %d rows are shown%n",
                    peak / MIB,
                    Runtime.getRuntime().maxMemory() / MIB,
                    kept / MIB,
                    found.rows().size() + snapshot.pods().size());
        }
    }

    private static SSLContext trust(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String kubeconfig(Path folder, String url) throws IOException {
        return """
        apiVersion: v1
        kind: Config
        current-context: bench
        contexts:
        - name: bench
          context: {cluster: bench, user: bench}
        clusters:
        - name: bench
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: bench
          user: {token: bench}
        """
                .formatted(
                        url,
                        Base64.getEncoder()
                                .encodeToString(
                                        Files.readString(folder.resolve("ca.pem"))
                                                .getBytes(StandardCharsets.US_ASCII)));
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
