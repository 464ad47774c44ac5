package org.kpaas.edge.installer.guide;

import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The releases that the product knows, newest last.
public final class Releases {
    private static final List<String> FILES = List.of("v1.6.0", "v1.6.2");

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

    private static Release load(String id) {
        try (InputStream in = Releases.class.getResourceAsStream(id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no release data " + id);
            }
            return JsonMapper.shared().readValue(in, Release.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final List<Release> ALL = FILES.stream().map(Releases::load).toList();
    }
}
