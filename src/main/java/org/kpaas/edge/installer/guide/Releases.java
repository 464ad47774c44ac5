package org.kpaas.edge.installer.guide;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The releases that the product knows, newest last.
public final class Releases {
    private static final List<String> FILES =
            List.of("v1.5.1", "v1.5.2", "v1.6.0", "v1.6.1", "v1.6.2");

    private Releases() {}

    public static List<Release> all() {
        return Holder.ALL;
    }

    /// @param id a release id or one of its tags
    public static Optional<Release> find(String id) {
        return all().stream()
                .filter(release -> release.id().equals(id) || release.tags().contains(id))
                .findFirst();
    }

    /// All of them for people: `v1.5.1, …`.
    public static String known() {
        return list(all().stream());
    }

    /// Those that the product deploys, for people.
    public static String deployable() {
        return list(all().stream().filter(Release::isDeployable));
    }

    private static String list(Stream<Release> releases) {
        return releases.map(Release::id).collect(Collectors.joining(", "));
    }

    private static Release load(String id) {
        return JsonMapper.shared().treeToValue(read(id), Release.class);
    }

    /// A file may extend another one: it then says only what is different, whole lists and single values.
    private static ObjectNode read(String id) {
        try (InputStream in = Releases.class.getResourceAsStream(id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no release data " + id);
            }
            var own = (ObjectNode) JsonMapper.shared().readTree(in);
            JsonNode base = own.remove("extends");
            return base == null ? own : merge(read(base.asString()), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode merge(ObjectNode base, ObjectNode own) {
        for (var entry : own.properties()) {
            boolean both =
                    base.get(entry.getKey()) instanceof ObjectNode
                            && entry.getValue() instanceof ObjectNode;
            base.set(
                    entry.getKey(),
                    both
                            ? merge(
                                    (ObjectNode) base.get(entry.getKey()),
                                    (ObjectNode) entry.getValue())
                            : entry.getValue());
        }
        return base;
    }

    private static final class Holder {
        private static final List<Release> ALL = FILES.stream().map(Releases::load).toList();
    }
}
