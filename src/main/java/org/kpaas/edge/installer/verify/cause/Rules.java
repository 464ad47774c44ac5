package org.kpaas.edge.installer.verify.cause;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The rules of `causes.json`, in their order.
final class Rules {
    static final List<Rule> ALL = load();

    private Rules() {}

    private static List<Rule> load() {
        try (InputStream in = Rules.class.getResourceAsStream("causes.json")) {
            return List.copyOf(
                    JsonMapper.shared().readValue(in, new TypeReference<List<Rule>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
