package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the API server says about itself: which groups and versions it has, and which resources are in each.
final class KubeDiscovery {
    private static final String CORE = "v1";

    private KubeDiscovery() {}

    /// @return empty when the path asks for something else
    static Optional<ObjectNode> answer(String path) {
        return switch (path) {
            case "/api" -> Optional.of(core());
            case "/apis" -> Optional.of(groups());
            default ->
                    versions().stream()
                            .filter(version -> path.equals(path(version)))
                            .findFirst()
                            .map(KubeDiscovery::resources);
        };
    }

    private static List<String> versions() {
        return Arrays.stream(KubeKind.values()).map(KubeKind::version).distinct().toList();
    }

    private static String path(String version) {
        return (version.equals(CORE) ? "/api/" : "/apis/") + version;
    }

    private static ObjectNode core() {
        ObjectNode node = object("APIVersions");
        node.putArray("versions").add(CORE);
        return node;
    }

    private static ObjectNode groups() {
        ObjectNode node = object("APIGroupList");
        ArrayNode groups = node.putArray("groups");
        for (String version : versions()) {
            if (!version.equals(CORE)) {
                String[] parts = version.split("/", 2);
                ObjectNode group = groups.addObject().put("name", parts[0]);
                version(group.putArray("versions").addObject(), version, parts[1]);
                version(group.putObject("preferredVersion"), version, parts[1]);
            }
        }
        return node;
    }

    private static void version(ObjectNode node, String whole, String version) {
        node.put("groupVersion", whole).put("version", version);
    }

    private static ObjectNode resources(String version) {
        ObjectNode node = object("APIResourceList").put("groupVersion", version);
        ArrayNode all = node.putArray("resources");
        for (KubeKind kind : KubeKind.values()) {
            if (kind.version().equals(version)) {
                ObjectNode one = all.addObject().put("name", kind.resource());
                one.put("singularName", "").put("kind", kind.kind());
                one.put("namespaced", kind.isNamespaced());
                one.putArray("verbs").add("get").add("list").add("watch");
            }
        }
        return node;
    }

    private static ObjectNode object(String kind) {
        return JsonMapper.shared().createObjectNode().put("kind", kind).put("apiVersion", CORE);
    }
}
