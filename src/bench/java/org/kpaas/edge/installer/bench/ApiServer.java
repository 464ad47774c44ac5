package org.kpaas.edge.installer.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A Kubernetes API with a large cluster in it, all answers made before anybody asks: lists of nodes, pods and leases page
/// by page, the version, and what `kubectl` wants to know first. Run in a process of its own, so that it costs the
/// others no memory: `ApiServer FOLDER NODES PODS`; prints its port, and ends with its standard input.
final class ApiServer {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private final Map<String, List<byte[]>> lists = new HashMap<>();

    private ApiServer(int nodes, int pods) {
        List<byte[]> leases = new ArrayList<>();
        List<byte[]> allNodes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            allNodes.add(bytes(node(i)));
            leases.add(bytes(lease(i)));
        }
        List<byte[]> allPods = new ArrayList<>();
        for (int i = 0; i < pods; i++) {
            allPods.add(bytes(pod(i, nodes)));
        }
        lists.put("/api/v1/nodes", allNodes);
        lists.put("/api/v1/pods", allPods);
        lists.put("/api/v1/services", List.of());
        lists.put("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", leases);
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path keys = keys(folder);
        var api = new ApiServer(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", api::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // until whoever started this leaves
        }
        server.stop(0);
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            List<byte[]> list = lists.get(path);
            if (list != null) {
                list(exchange, path, list);
            } else {
                String body = fixed(path);
                send(exchange, body.isEmpty() ? 404 : 200, bytes(body.isEmpty() ? "{}" : body));
            }
        }
    }

    private static void list(HttpExchange exchange, String path, List<byte[]> all)
            throws IOException {
        Map<String, String> query = query(exchange);
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
        int end = limit == 0 ? all.size() : Math.min(all.size(), from + limit);
        String more = end < all.size() ? ",\"continue\":\"" + end + "\"" : "";
        String kind =
                path.endsWith("nodes")
                        ? "NodeList"
                        : path.endsWith("pods")
                                ? "PodList"
                                : path.endsWith("leases") ? "LeaseList" : "ServiceList";
        byte[] head =
                bytes(
                        "{\"kind\":\"%s\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"%s},\"items\":["
                                .formatted(kind, more));
        int length = head.length + 2;
        for (int i = from; i < end; i++) {
            length += all.get(i).length + (i > from ? 1 : 0);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, length);
        try (var out = exchange.getResponseBody()) {
            out.write(head);
            for (int i = from; i < end; i++) {
                if (i > from) {
                    out.write(',');
                }
                out.write(all.get(i));
            }
            out.write(bytes("]}"));
        }
    }

    private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String fixed(String path) {
        String resource =
                "{\"name\":\"%s\",\"singularName\":\"%s\",\"namespaced\":%s,\"kind\":\"%s\",\"verbs\":[\"get\",\"list\",\"watch\"]}";
        return switch (path) {
            case "/version" ->
                    "{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.4\",\"platform\":\"linux/amd64\"}";
            case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
            case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
            case "/api/v1" ->
                    "{\"kind\":\"APIResourceList\",\"groupVersion\":\"v1\",\"resources\":["
                            + resource.formatted("nodes", "node", "false", "Node")
                            + ","
                            + resource.formatted("pods", "pod", "true", "Pod")
                            + "]}";
            default -> "";
        };
    }

    private static String node(int i) {
        boolean edge = i >= 4;
        String labels =
                edge
                        ? "\"node-role.kubernetes.io/agent\":\"\",\"node-role.kubernetes.io/edge\":\"\""
                        : "\"node-role.kubernetes.io/control-plane\":\"\"";
        return """
        {"metadata":{"name":"node-%d","uid":"node-uid-%d","creationTimestamp":"2026-01-01T00:00:00Z","labels":{%s},"annotations":{"filler":"%s"}},"spec":{},"status":{"addresses":[{"type":"InternalIP","address":"10.1.%d.%d"}],"allocatable":{"cpu":"4","memory":"4000000Ki"},"conditions":[{"type":"Ready","status":"True","reason":"KubeletReady"}],"images":[%s],"nodeInfo":{"architecture":"%s","osImage":"Ubuntu 22.04.5 LTS","containerRuntimeVersion":"cri-o://1.26.4","kubeletVersion":"%s"}}}\
        """
                .formatted(
                        i,
                        i,
                        labels,
                        "x".repeat(400),
                        i / 250,
                        i % 250,
                        images(30),
                        edge ? "arm64" : "amd64",
                        edge ? "v1.24.17-kubeedge-v1.14.4" : "v1.30.4");
    }

    private static String images(int number) {
        return java.util.stream.IntStream.range(0, number)
                .mapToObj(
                        i ->
                                "{\"names\":[\"registry.example/image-%d@sha256:%s\",\"registry.example/image-%d:v1\"],\"sizeBytes\":%d}"
                                        .formatted(i, "a".repeat(64), i, 10_000_000 + i))
                .collect(Collectors.joining(","));
    }

    private static String lease(int i) {
        return "{\"metadata\":{\"name\":\"node-%d\",\"namespace\":\"kube-node-lease\"},\"spec\":{\"renewTime\":\"%s\"}}"
                .formatted(i, Instant.now().plusSeconds(3600));
    }

    /// One agent of the mesh on every node, and applications.
    private static String pod(int i, int nodes) {
        boolean mesh = i < nodes;
        String name = (mesh ? "edgemesh-agent-" : "shop-") + i;
        return """
        {"metadata":{"name":"%s","namespace":"%s","uid":"pod-uid-%d","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"a"},"ownerReferences":[{"kind":"DaemonSet","name":"%s","controller":true}],"managedFields":[{"manager":"kubelet","operation":"Update","fieldsType":"FieldsV1","fieldsV1":{%s}}]},"spec":{"nodeName":"node-%d","containers":[{"name":"c","image":"%s","env":[%s],"resources":{"requests":{"cpu":"100m","memory":"128Mi"}},"volumeMounts":[{"name":"v","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]}]},"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"c","ready":true,"restartCount":0,"image":"%s","state":{"running":{"startedAt":"2026-01-01T00:00:00Z"}}}]}}\
        """
                .formatted(
                        name,
                        mesh ? "kubeedge" : "shop",
                        i,
                        mesh ? "edgemesh-agent" : "shop",
                        fields(60),
                        i % nodes,
                        mesh ? "kubeedge/edgemesh-agent:v1.12.0" : "shop:v1",
                        environment(10),
                        mesh ? "kubeedge/edgemesh-agent:v1.12.0" : "shop:v1");
    }

    private static String fields(int number) {
        return java.util.stream.IntStream.range(0, number)
                .mapToObj(i -> "\"f:status-field-" + i + "\":{\".\":{},\"f:x\":{}}")
                .collect(Collectors.joining(","));
    }

    private static String environment(int number) {
        return java.util.stream.IntStream.range(0, number)
                .mapToObj(i -> "{\"name\":\"VARIABLE_" + i + "\",\"value\":\"value-" + i + "\"}")
                .collect(Collectors.joining(","));
    }

    private static Path keys(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        run(
                tool.toString(),
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD));
        run(
                tool.toString(),
                "-exportcert",
                "-rfc",
                "-alias",
                "api",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD),
                "-file",
                folder.resolve("ca.pem").toString());
        return keys;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " ended with " + process.exitValue());
        }
    }

    private static SSLContext context(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
