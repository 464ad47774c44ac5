package org.kpaas.edge.installer.practice;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The field and label selectors of a request, as far as the practice cluster knows them: `metadata.name=…`, and
/// labels that are there or have one value.
///
/// @param name   the only name wanted, empty for all
/// @param labels wanted labels; an empty optional where any value will do
record KubeFilter(String name, Map<String, Optional<String>> labels) {
    private static final String BY_NAME = "metadata.name=";

    /// @throws IllegalArgumentException for a selector that is not simulated
    static KubeFilter of(HttpRequest request) {
        String field = request.query().getOrDefault("fieldSelector", "");
        if (!field.isEmpty() && !field.startsWith(BY_NAME)) {
            throw new IllegalArgumentException("fieldSelector is not simulated: " + field);
        }
        return new KubeFilter(
                field.isEmpty() ? "" : field.substring(BY_NAME.length()),
                labels(request.query().getOrDefault("labelSelector", "")));
    }

    boolean admits(JsonNode object) {
        return (name.isEmpty() || object.at("/metadata/name").asString().equals(name))
                && labels.entrySet().stream()
                        .allMatch(
                                wanted -> {
                                    JsonNode found =
                                            object.at("/metadata/labels").path(wanted.getKey());
                                    return !found.isMissingNode()
                                            && wanted.getValue()
                                                    .map(found.asString()::equals)
                                                    .orElse(true);
                                });
    }

    private static Map<String, Optional<String>> labels(String selector) {
        var labels = new HashMap<String, Optional<String>>();
        for (String part : selector.isEmpty() ? new String[0] : selector.split(",", -1)) {
            if (!part.matches("[A-Za-z0-9./_-]+(==?[A-Za-z0-9._-]*)?")) {
                throw new IllegalArgumentException("labelSelector is not simulated: " + selector);
            }
            String[] pair = part.split("==?", 2);
            labels.put(pair[0], pair.length > 1 ? Optional.of(pair[1]) : Optional.empty());
        }
        return Map.copyOf(labels);
    }
}
