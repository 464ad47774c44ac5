package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClient;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The state of a healthy cluster as it was recorded, in an API server that keeps what it is given; changes are undone
/// by [#restore].
final class RecordedCluster implements AutoCloseable {
    private final KubernetesClient admin;
    private final Map<String, ObjectNode> recorded = new LinkedHashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    RecordedCluster(KubernetesClient admin) throws IOException {
        this.admin = admin;
        try (InputStream in =
                Objects.requireNonNull(
                        RecordedCluster.class.getResourceAsStream("healthy-cluster.json"))) {
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            // renewed for longer than the test takes
                            .replace("$NOW", Instant.now().plusSeconds(3600).toString());
            for (JsonNode item : JsonMapper.shared().readTree(text).path("items")) {
                recorded.put(path((ObjectNode) item), (ObjectNode) item);
                create((ObjectNode) item);
            }
        }
    }

    /// Removes an object until it is restored.
    void remove(String resource, String name) {
        ObjectNode object = find(resource, name);
        delete(object);
        undo.add(() -> create(object));
    }

    void edit(String resource, String name, Consumer<ObjectNode> change) {
        replace(find(resource, name), change);
    }

    /// @param workload `namespace/name`; its first pod is meant
    void removePod(String workload) {
        ObjectNode pod = pod(workload);
        delete(pod);
        undo.add(() -> create(pod));
    }

    void editPod(String workload, Consumer<ObjectNode> change) {
        replace(pod(workload), change);
    }

    /// One more pod of a workload.
    void addPod(String workload, String node) {
        ObjectNode more = pod(workload).deepCopy();
        rename(more, more.at("/metadata/name").asString() + "x");
        more.withObject("/spec").put("nodeName", node);
        add(more);
    }

    /// An edge node without a name of its own, with its lease and its agent (T12).
    void addNameless() {
        String name = "default-edge-node";
        for (String resource : List.of("nodes", "leases")) {
            ObjectNode copy = find(resource, "cp-edge").deepCopy();
            rename(copy, name);
            add(copy);
        }
        addPod("kubeedge/edgemesh-agent", name);
    }

    void addFailingProxy() {
        ObjectNode proxy = pod("kube-system/kube-scheduler").deepCopy();
        rename(proxy, "nginx-proxy-cp-worker-1");
        proxy.withObject("/spec").put("nodeName", "cp-worker-1");
        ((ObjectNode) proxy.at("/metadata/ownerReferences/0")).put("name", "cp-worker-1");
        BrokenRowTest.crash(proxy);
        add(proxy);
    }

    void restore() {
        undo.reversed().forEach(Runnable::run);
        undo.clear();
    }

    @Override
    public void close() {
        admin.close();
    }

    private void add(ObjectNode object) {
        create(object);
        undo.add(() -> delete(object));
    }

    private void replace(ObjectNode before, Consumer<ObjectNode> change) {
        ObjectNode after = before.deepCopy();
        change.accept(after);
        delete(before);
        create(after);
        undo.add(
                () -> {
                    delete(after);
                    create(before);
                });
    }

    private static void rename(ObjectNode object, String name) {
        object.withObject("/metadata").put("name", name).put("uid", "uid-of-" + name);
    }

    private ObjectNode find(String resource, String name) {
        return recorded.entrySet().stream()
                .filter(it -> it.getKey().endsWith("/" + resource + "/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + resource + " " + name));
    }

    private ObjectNode pod(String workload) {
        String path = "/namespaces/" + workload.replace("/", "/pods/") + "-";
        return recorded.entrySet().stream()
                .filter(it -> it.getKey().contains(path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pod of " + workload));
    }

    private void create(ObjectNode object) {
        ask(collection(object), "POST", object.deepCopy());
    }

    private void delete(ObjectNode object) {
        ask(path(object), "DELETE", null);
    }

    private void ask(String path, String method, @Nullable ObjectNode body) {
        String answer = admin.raw(path, method, body == null ? null : body.toString());
        if (answer == null) {
            throw new UncheckedIOException(new IOException(method + " " + path));
        }
    }

    private static String path(ObjectNode object) {
        return collection(object) + "/" + object.at("/metadata/name").asString();
    }

    private static String collection(ObjectNode object) {
        String version = object.path("apiVersion").asString();
        String namespace = object.at("/metadata/namespace").asString("");
        String kind = object.path("kind").asString().toLowerCase(Locale.ROOT);
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + kind
                + (kind.endsWith("s") ? "" : "s");
    }
}
