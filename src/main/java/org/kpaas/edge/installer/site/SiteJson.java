package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The JSON form of a site, and what is wrong with a text that is not one.
final class SiteJson {
    /// The fields that objects check themselves, by the codes of [BadValue].
    private static final Map<String, String> OWN_FIELDS =
            Map.ofEntries(
                    Map.entry("site-name", "name"),
                    Map.entry("address", "host"),
                    Map.entry("user", "user"),
                    Map.entry("key-file", "path"),
                    Map.entry("row", "row"),
                    Map.entry("row-reason", "reason"),
                    Map.entry("source", "sources"),
                    Map.entry("purpose", "purpose"),
                    Map.entry("check", "check"),
                    Map.entry("subject", "subject"),
                    Map.entry("reason", "reason"));

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .changeDefaultPropertyInclusion(
                            v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();

    private SiteJson() {}

    static String write(Site site, String version) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SiteFile.SCHEMA);
        root.put("writtenBy", version);
        root.set("site", MAPPER.valueToTree(site));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    /// @param file what the messages call it
    static Site read(String text, String file) throws ProblemException {
        JsonNode site = envelope(parse(withoutMark(text), file), file);
        fillDefaults(site);
        try {
            return MAPPER.treeToValue(site, Site.class);
        } catch (DatabindException e) {
            throw new ProblemException(problem(e, file), e);
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static JsonNode parse(String text, String file) throws ProblemException {
        try {
            return MAPPER.readTree(text);
        } catch (StreamReadException e) {
            var at = e.getLocation();
            throw new ProblemException(
                    Problem.of(
                            "site.broken",
                            file,
                            Integer.toString(at == null ? 1 : at.getLineNr()),
                            Integer.toString(at == null ? 1 : at.getColumnNr())),
                    e);
        } catch (JacksonException e) {
            throw new ProblemException(Problem.of("site.broken", file, "1", "1"), e);
        }
    }

    private static JsonNode envelope(JsonNode root, String file) throws ProblemException {
        String accepted = Integer.toString(SiteFile.SCHEMA);
        JsonNode schema = root.path("schema");
        if (!schema.isIntegralNumber() || !root.path("site").isObject()) {
            throw new ProblemException(Problem.of("site.not-a-site", file));
        }
        if (schema.asLong() > SiteFile.SCHEMA) {
            throw new ProblemException(
                    Problem.of(
                            "site.future",
                            file,
                            schema.asString(),
                            root.path("writtenBy").asString("?"),
                            accepted));
        }
        if (schema.asLong() < SiteFile.SCHEMA) {
            throw new ProblemException(
                    Problem.of("site.schema", file, schema.asString(), accepted));
        }
        return root.path("site");
    }

    private static void fillDefaults(JsonNode tree) {
        if (!(tree instanceof ObjectNode site)) {
            return;
        }
        for (String list : List.of("edges", "firewall", "ownRows", "accepted")) {
            if (!site.has(list)) {
                site.putArray(list);
            }
        }
        fillAccess(site.path("controlPlane"));
        if (site.path("edges") instanceof ArrayNode edges) {
            for (JsonNode edge : edges) {
                fillEdge(edge);
            }
        }
        if (site.path("accepted") instanceof ArrayNode decisions) {
            for (JsonNode decision : decisions) {
                fillDecision(decision);
            }
        }
    }

    /// Decisions of older files were about warnings.
    private static void fillDecision(JsonNode tree) {
        if (tree instanceof ObjectNode decision && !decision.has("state")) {
            decision.put("state", "warned");
        }
    }

    private static void fillAccess(JsonNode tree) {
        if (tree instanceof ObjectNode access) {
            fillPort(access);
            fillAccess(access.path("jump"));
        }
    }

    private static void fillEdge(JsonNode tree) {
        if (tree instanceof ObjectNode edge) {
            fillPort(edge);
            if (!edge.has("route")) {
                edge.put("route", "direct");
            }
        }
    }

    private static void fillPort(ObjectNode node) {
        if (!node.has("port")) {
            node.put("port", Port.SSH.number());
        }
    }

    private static Problem problem(DatabindException e, String file) {
        String path = path(e);
        Throwable root = root(e);
        return switch (root) {
            case BadValue bad ->
                    Problem.of("site.bad-" + bad.code(), file, field(path, bad), bad.found());
            case UnrecognizedPropertyException unknown ->
                    Problem.of("site.unknown-field", file, path, known(unknown));
            case InvalidTypeIdException type when type.getTypeId() == null ->
                    Problem.of("site.no-field", file, path + ".kind");
            case InvalidTypeIdException type ->
                    Problem.of(
                            "site.choice",
                            file,
                            path + ".kind",
                            FreeText.visible(type.getTypeId()),
                            "agent, key-file, password");
            case InvalidFormatException format when format.getTargetType().isEnum() ->
                    Problem.of(
                            "site.choice",
                            file,
                            path,
                            FreeText.visible(String.valueOf(format.getValue())),
                            choices(format.getTargetType()));
            default ->
                    root.getMessage() != null && root.getMessage().startsWith("Null value for")
                            ? Problem.of("site.no-field", file, path)
                            : Problem.of("site.type", file, path);
        };
    }

    /// A value that the object around it refuses is known by the object's path only.
    private static String field(String path, BadValue bad) {
        Optional<String> own = Optional.ofNullable(OWN_FIELDS.get(bad.code()));
        return own.map(name -> path.isEmpty() ? name : path + "." + name).orElse(path);
    }

    /// `edges[1].hostName`.
    private static String path(DatabindException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".")
                        .append(FreeText.visible(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    private static Throwable root(DatabindException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof BadValue)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String known(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds();
        return known == null
                ? ""
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String choices(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> field.getAnnotation(JsonProperty.class))
                .filter(Objects::nonNull)
                .map(JsonProperty::value)
                .collect(Collectors.joining(", "));
    }
}
