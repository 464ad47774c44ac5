package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the API server answers: lists, single objects and watches of the core resources, in the shape that Kubernetes
/// gives them. Reads only.
final class KubeApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> KINDS =
            new TreeMap<>(
                    Map.of(
                            "nodes", "Node",
                            "namespaces", "Namespace",
                            "pods", "Pod",
                            "services", "Service",
                            "events", "Event"));
    private static final Pattern PATH =
            Pattern.compile(
                    "/api/v1/(?:namespaces/(?<namespace>[a-z0-9.-]+)/)?(?<resource>"
                            + String.join("|", KINDS.keySet())
                            + ")(?:/(?<name>[A-Za-z0-9.-]+))?");
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

    private final KubeStore store;
    private final String serverVersion;

    /// @param serverVersion for instance `v1.30.4`
    KubeApi(KubeStore store, String serverVersion) {
        this.store = store;
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
        Matcher matcher = PATH.matcher(request.path());
        if (matcher.matches()) {
            return resource(matcher, request);
        }
        return switch (request.path()) {
            case "/healthz", "/livez", "/readyz" -> new Answer(200, "OK", "text/plain", "ok");
            case "/version" -> Answer.json(version());
            case "/api" ->
                    Answer.json(object("APIVersions", node -> node.putArray("versions").add("v1")));
            case "/apis" -> Answer.json(object("APIGroupList", node -> node.putArray("groups")));
            case "/api/v1" -> Answer.json(resources());
            default ->
                    Answer.failure(
                            404, "NotFound", "the server could not find the requested resource");
        };
    }

    /// @return empty when the request is not a watch
    Optional<KubeWatch> watch(HttpRequest request) {
        Matcher matcher = PATH.matcher(request.path());
        if (!request.method().equals("GET") || !request.flag("watch") || !matcher.matches()) {
            return Optional.empty();
        }
        Duration limit =
                Optional.ofNullable(request.query().get("timeoutSeconds"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(LONGEST_WATCH);
        return Optional.of(
                new KubeWatch(
                        store,
                        selection(matcher),
                        KubeFilter.of(request),
                        request.query().getOrDefault("resourceVersion", ""),
                        limit));
    }

    /// An object with its kind, as it travels alone.
    static ObjectNode typed(String resource, ObjectNode object) {
        return object(Objects.requireNonNull(KINDS.get(resource)), node -> node.setAll(object));
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

    private Answer resource(Matcher matcher, HttpRequest request) {
        String resource = matcher.group("resource");
        KubeStore.Selection selection = selection(matcher);
        String name = matcher.group("name");
        if (name == null) {
            return list(selection, request);
        }
        return store.find(resource, selection.namespace(), name)
                .map(found -> Answer.json(typed(resource, found)))
                .orElseGet(
                        () ->
                                Answer.failure(
                                        404, "NotFound", resource + " \"" + name + "\" not found"));
    }

    private Answer list(KubeStore.Selection selection, HttpRequest request) {
        KubeFilter filter;
        try {
            filter = KubeFilter.of(request);
        } catch (IllegalArgumentException e) {
            return Answer.failure(400, "BadRequest", e.toString());
        }
        KubeStore.Listing listing = store.list(selection);
        return Answer.json(
                object(
                        KINDS.get(selection.resource()) + "List",
                        list -> {
                            list.withObject("/metadata")
                                    .put("resourceVersion", Long.toString(listing.version()));
                            ArrayNode items = list.putArray("items");
                            listing.items().stream().filter(filter::admits).forEach(items::add);
                        }));
    }

    private static KubeStore.Selection selection(Matcher matcher) {
        String namespace = matcher.group("namespace");
        return new KubeStore.Selection(
                Objects.requireNonNull(matcher.group("resource")),
                namespace == null ? "" : namespace);
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

    private static ObjectNode resources() {
        return object(
                "APIResourceList",
                list -> {
                    list.put("groupVersion", "v1");
                    ArrayNode all = list.putArray("resources");
                    KINDS.forEach(
                            (name, kind) -> {
                                ObjectNode one = all.addObject();
                                one.put("name", name).put("singularName", "").put("kind", kind);
                                one.put("namespaced", !name.matches("nodes|namespaces"));
                                one.putArray("verbs").add("get").add("list").add("watch");
                            });
                });
    }

    private static ObjectNode object(String kind, Consumer<ObjectNode> fill) {
        ObjectNode node = JSON.createObjectNode().put("kind", kind).put("apiVersion", "v1");
        fill.accept(node);
        return node;
    }
}
