package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// What the API server answers: lists, single objects and watches of its resources, in the shape that Kubernetes
/// gives them. Reads only.
final class KubeApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String METADATA = "as=PartialObjectMetadataList";
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

    private final KubeStore store;
    private final Derived derived;
    private final String serverVersion;

    /// @param serverVersion for instance `v1.30.4`
    KubeApi(KubeStore store, String serverVersion) {
        this.store = store;
        this.derived = new Derived(store);
        this.serverVersion = serverVersion;
    }

    record Answer(int code, String reason, String type, String body) {
        private static Answer json(ObjectNode body) {
            return new Answer(200, "OK", "application/json", body.toString());
        }

        /// A failure, as the API server says it.
        static Answer failure(int code, String reason, String message) {
            return new Answer(
                    code, reason, "application/json", status(code, reason, message).toString());
        }
    }

    Answer answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Answer.failure(405, "MethodNotAllowed", "the practice cluster is read-only");
        }
        Optional<KubeKind.Target> target = KubeKind.of(request.path());
        if (target.isPresent()) {
            return resource(target.get(), request);
        }
        Optional<ObjectNode> discovered = KubeDiscovery.answer(request.path());
        if (discovered.isPresent()) {
            return Answer.json(discovered.get());
        }
        return switch (request.path()) {
            case "/healthz", "/livez", "/readyz" -> new Answer(200, "OK", "text/plain", "ok");
            case "/version" -> Answer.json(version());
            default ->
                    Answer.failure(
                            404, "NotFound", "the server could not find the requested resource");
        };
    }

    /// @return empty when the request is not a watch
    Optional<KubeWatch> watch(HttpRequest request) {
        Optional<KubeKind.Target> target = KubeKind.of(request.path());
        if (!request.method().equals("GET") || !request.flag("watch") || target.isEmpty()) {
            return Optional.empty();
        }
        Duration limit =
                Optional.ofNullable(request.query().get("timeoutSeconds"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(LONGEST_WATCH);
        return Optional.of(
                new KubeWatch(
                        store,
                        target.get().kind(),
                        target.get().namespace(),
                        KubeFilter.of(request),
                        request.query().getOrDefault("resourceVersion", ""),
                        limit));
    }

    /// An object with its kind, as it travels alone.
    static ObjectNode typed(KubeKind kind, ObjectNode object) {
        return object(kind.kind(), kind.version(), node -> node.setAll(object));
    }

    static ObjectNode status(int code, String reason, String message) {
        return object(
                "Status",
                node ->
                        node.put("status", "Failure")
                                .put("message", message)
                                .put("reason", reason)
                                .put("code", code));
    }

    private Answer resource(KubeKind.Target target, HttpRequest request) {
        if (target.name().isEmpty()) {
            return list(target, request);
        }
        return store.find(target.kind().resource(), target.namespace(), target.name())
                .map(found -> Answer.json(typed(target.kind(), found)))
                .orElseGet(
                        () ->
                                Answer.failure(
                                        404,
                                        "NotFound",
                                        target.kind().resource()
                                                + " \""
                                                + target.name()
                                                + "\" not found"));
    }

    /// A page of a list; its continue token is the number of the next item.
    private Answer list(KubeKind.Target target, HttpRequest request) {
        KubeFilter filter;
        int from;
        int limit;
        try {
            filter = KubeFilter.of(request);
            from = Integer.parseInt(request.query().getOrDefault("continue", "0"));
            limit = Integer.parseInt(request.query().getOrDefault("limit", "0"));
        } catch (IllegalArgumentException e) {
            return Answer.failure(400, "BadRequest", e.toString());
        }
        KubeStore.Listing page = store.list(target.selection(), from, limit);
        boolean names = request.header("accept").contains(METADATA);
        return Answer.json(
                object(
                        names ? "PartialObjectMetadataList" : target.kind().kind() + "List",
                        names ? "meta.k8s.io/v1" : target.kind().version(),
                        list -> {
                            ObjectNode metadata =
                                    list.withObject("/metadata")
                                            .put("resourceVersion", Long.toString(page.version()));
                            if (page.left() > 0) {
                                metadata.put("continue", Integer.toString(from + limit));
                            }
                            ArrayNode items = list.putArray("items");
                            derived.now(target, page.items()).stream()
                                    .filter(filter::admits)
                                    .map(item -> names ? metadata(item) : item)
                                    .forEach(items::add);
                        }));
    }

    /// An object without all but its metadata.
    private static ObjectNode metadata(ObjectNode item) {
        return object(
                "PartialObjectMetadata",
                "meta.k8s.io/v1",
                node -> node.set("metadata", item.path("metadata")));
    }

    private ObjectNode version() {
        String[] parts = serverVersion.substring(1).split("\\.", -1);
        return JSON.createObjectNode()
                .put("major", parts[0])
                .put("minor", parts[1])
                .put("gitVersion", serverVersion)
                .put("gitTreeState", "clean")
                .put("compiler", "gc")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode object(String kind, Consumer<ObjectNode> fill) {
        return object(kind, "v1", fill);
    }

    private static ObjectNode object(String kind, String version, Consumer<ObjectNode> fill) {
        ObjectNode node = JSON.createObjectNode().put("kind", kind).put("apiVersion", version);
        fill.accept(node);
        return node;
    }
}
