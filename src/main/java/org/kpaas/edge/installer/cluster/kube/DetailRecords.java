package org.kpaas.edge.installer.cluster.kube;

import org.kpaas.edge.installer.cluster.ClusterDetails.Endpoint;
import org.kpaas.edge.installer.cluster.ClusterDetails.Event;
import org.kpaas.edge.installer.cluster.ClusterDetails.Namespace;
import org.kpaas.edge.installer.cluster.ClusterDetails.Pool;
import org.kpaas.edge.installer.cluster.ClusterDetails.Workload;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The API's lesser objects, as JSON, as our records.
final class DetailRecords {
    private static final String EDGE_ROLE = "node-role.kubernetes.io/edge";
    private static final int LONGEST_MESSAGE = 1000;

    private DetailRecords() {}

    static Namespace namespace(JsonNode item) {
        return new Namespace(name(item), item.at("/status/phase").asString(""));
    }

    /// @return empty for a lease that nobody has renewed
    static Optional<Map.Entry<String, Instant>> lease(JsonNode item) {
        return instant(item.at("/spec/renewTime").asString(""))
                .map(renewed -> Map.entry(name(item), renewed));
    }

    static Workload deployment(JsonNode item) {
        return new Workload(
                space(item),
                "Deployment",
                name(item),
                item.at("/spec/replicas").asInt(1),
                item.at("/status/readyReplicas").asInt(0),
                isOffEdges(item));
    }

    static Workload daemonSet(JsonNode item) {
        return new Workload(
                space(item),
                "DaemonSet",
                name(item),
                item.at("/status/desiredNumberScheduled").asInt(0),
                item.at("/status/numberReady").asInt(0),
                isOffEdges(item));
    }

    /// The terms are alternatives: each has to say so.
    private static boolean isOffEdges(JsonNode item) {
        JsonNode terms =
                item.at("/spec/template/spec/affinity/nodeAffinity")
                        .path("requiredDuringSchedulingIgnoredDuringExecution")
                        .path("nodeSelectorTerms");
        boolean all = !terms.isEmpty();
        for (JsonNode term : terms) {
            boolean one = false;
            for (JsonNode expression : term.path("matchExpressions")) {
                one |=
                        expression.path("key").asString("").equals(EDGE_ROLE)
                                && expression.path("operator").asString("").equals("DoesNotExist");
            }
            all &= one;
        }
        return all;
    }

    static Pool pool(JsonNode item) {
        var addresses = new ArrayList<String>();
        item.at("/spec/addresses").forEach(address -> addresses.add(address.asString("")));
        return new Pool(
                space(item), name(item), addresses, item.at("/spec/autoAssign").asBoolean(true));
    }

    /// The addresses that are ready, by port.
    static List<Endpoint> endpoints(JsonNode item) {
        var byPort = new TreeMap<Integer, List<String>>();
        for (JsonNode subset : item.path("subsets")) {
            for (JsonNode port : subset.path("ports")) {
                List<String> addresses =
                        byPort.computeIfAbsent(port.path("port").asInt(0), p -> new ArrayList<>());
                subset.path("addresses")
                        .forEach(address -> addresses.add(address.path("ip").asString("")));
            }
        }
        return byPort.entrySet().stream()
                .map(entry -> new Endpoint(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Event event(JsonNode item) {
        String message = item.path("message").asString("");
        return new Event(
                space(item),
                item.at("/involvedObject/kind").asString(""),
                item.at("/involvedObject/name").asString(""),
                item.path("type").asString(""),
                item.path("reason").asString(""),
                message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)),
                Math.max(item.path("count").asInt(1), item.at("/series/count").asInt(1)),
                last(item));
    }

    /// Newer reporters fill other fields than older ones.
    private static Instant last(JsonNode item) {
        return List.of(
                        "/series/lastObservedTime",
                        "/lastTimestamp",
                        "/eventTime",
                        "/firstTimestamp")
                .stream()
                .map(path -> instant(item.at(path).asString("")))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> instant(item.at("/metadata/creationTimestamp").asString("")))
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String stamp) {
        try {
            return stamp.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(stamp));
        } catch (DateTimeException strange) {
            return Optional.empty();
        }
    }

    static String name(JsonNode item) {
        return item.at("/metadata/name").asString("");
    }

    private static String space(JsonNode item) {
        return item.at("/metadata/namespace").asString("");
    }
}
