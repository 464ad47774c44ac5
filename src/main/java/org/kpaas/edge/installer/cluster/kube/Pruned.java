package org.kpaas.edge.installer.cluster.kube;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/// Objects of the API without what nobody here asks for, which is most of them: it is passed over while it is read. So the
/// content of a Secret or a ConfigMap is never even in memory as a value.
final class Pruned {
    private static final Set<String> DROPPED =
            Set.of(
                    "managedFields",
                    "annotations",
                    "finalizers",
                    "data",
                    "binaryData",
                    "stringData",
                    "env",
                    "envFrom",
                    "args",
                    "command",
                    "volumes",
                    "volumeMounts",
                    "volumesInUse",
                    "volumesAttached",
                    "livenessProbe",
                    "readinessProbe",
                    "startupProbe",
                    "lifecycle",
                    "securityContext",
                    "tolerations",
                    "lastState",
                    "images",
                    "capacity",
                    "schema",
                    "rules");

    private Pruned() {}

    /// @param parser stands at the beginning of the object
    static ObjectNode object(JsonParser parser) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (DROPPED.contains(name)) {
                parser.skipChildren();
            } else {
                object.set(name, value(parser));
            }
        }
        return object;
    }

    private static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    /// A small number stays one: some readers of a port or a number of pods take nothing else.
    private static JsonNode whole(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.INT
                ? JsonNodeFactory.instance.numberNode(parser.getIntValue())
                : JsonNodeFactory.instance.numberNode(parser.getLongValue());
    }

    private static ArrayNode array(JsonParser parser) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
