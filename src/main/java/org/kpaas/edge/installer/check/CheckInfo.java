package org.kpaas.edge.installer.check;

import com.fasterxml.jackson.annotation.JsonProperty;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What the catalogue says about one check, apart from how it is answered: `check/catalogue.json`, one line per id. The
/// ids are stable; the list is the whole catalogue, and a test compares it with the checks that are built.
///
/// @param name       a short name for people who read ids, for instance `memory-cgroup`
/// @param on         whom it asks or is about
/// @param severity   the worst that it can say
/// @param fix        what can be done about it with the product
/// @param acceptable whether even its failure may be accepted with a reason: the deployment may then fail, but it does no
///                   harm to the site. Warnings can always be accepted
/// @param traps      ids of the known traps that it guards against, for instance `T59`
public record CheckInfo(
        CheckId id,
        String name,
        List<Place> on,
        Severity severity,
        Fix fix,
        boolean acceptable,
        List<String> traps) {
    public CheckInfo {
        on = List.copyOf(on);
        traps = List.copyOf(traps);
    }

    public enum Place {
        @JsonProperty("laptop")
        LAPTOP,
        @JsonProperty("control-plane")
        CONTROL_PLANE,
        @JsonProperty("worker")
        WORKER,
        @JsonProperty("edge")
        EDGE,
        @JsonProperty("cluster")
        CLUSTER
    }

    public enum Severity {
        /// only tells
        @JsonProperty("info")
        INFO,
        /// the engineer may go on, with a reason
        @JsonProperty("warn")
        WARN,
        /// the deployment would not work, or would do damage
        @JsonProperty("fail")
        FAIL
    }

    public enum Fix {
        /// for people only
        @JsonProperty("no")
        NO,
        /// with consent and a backup
        @JsonProperty("ask")
        ASK,
        /// done by the deployment itself, as its plan shows
        @JsonProperty("safe")
        SAFE
    }

    /// The whole catalogue, in its order.
    public static List<CheckInfo> all() {
        return List.copyOf(Holder.BY_ID.values());
    }

    /// @throws NoSuchElementException for an id that is not in the catalogue
    public static CheckInfo of(CheckId id) {
        return Optional.ofNullable(Holder.BY_ID.get(id))
                .orElseThrow(() -> new NoSuchElementException("not in the catalogue: " + id));
    }

    private static final class Holder {
        private static final Map<CheckId, CheckInfo> BY_ID = load();

        private static Map<CheckId, CheckInfo> load() {
            try (InputStream in = CheckInfo.class.getResourceAsStream("catalogue.json")) {
                var byId = new LinkedHashMap<CheckId, CheckInfo>();
                JsonMapper.shared()
                        .readValue(in, new TypeReference<List<CheckInfo>>() {})
                        .forEach(info -> byId.put(info.id(), info));
                return byId;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
