package org.kpaas.edge.installer.facts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Keeps the facts of one look in a file, so that the checks can be repeated elsewhere without the site. Secrets are taken
/// out before anything is written; the checks give the same results from the file.
public final class FactsFile {
    /// Raised when an older program could misread the file.
    static final int SCHEMA = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // `isReady()` beside a component `ready` is no value of its own
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility.withIsGetterVisibility(
                                            JsonAutoDetect.Visibility.NONE))
                    .build();

    private FactsFile() {}

    /// @param about the hosts of the site that was looked at
    private record Saved(int schema, List<Subject> about, SiteFacts facts) {}

    /// Writes beside the file first and moves it then, so that a crash leaves the old one or the new one.
    ///
    /// @param site that the facts are about
    /// @throws ProblemException `facts.file-unwritable`
    public static void save(Site site, SiteFacts facts, Path file) throws ProblemException {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(parent(target));
            Path draft = Files.createTempFile(parent(target), ".facts", ".json");
            try {
                var saved = new Saved(SCHEMA, hosts(site), redacted(facts));
                Files.write(draft, MAPPER.writeValueAsBytes(saved));
                Files.move(
                        draft,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("facts.file-unwritable", file.toString(), reason(e)), e);
        }
    }

    /// @param site that the facts have to be about
    /// @throws ProblemException `facts.file-missing`, `facts.file-broken`, `facts.file-future` for a file of a newer
    ///                          program, or `facts.file-other-site`
    public static SiteFacts load(Site site, Path file) throws ProblemException {
        Saved saved = read(file);
        for (Subject host : hosts(site)) {
            Optional<Subject> other =
                    saved.about().stream()
                            .filter(it -> it.id().equals(host.id()) && !it.equals(host))
                            .findFirst();
            if (other.isPresent()) {
                throw new ProblemException(
                        Problem.of(
                                "facts.file-other-site",
                                file.toString(),
                                other.get().label(),
                                host.label()));
            }
        }
        return saved.facts();
    }

    private static List<Subject> hosts(Site site) {
        return Stream.concat(Stream.of(site.controlPlaneSubject()), site.edgeSubjects().stream())
                .toList();
    }

    private static Saved read(Path file) throws ProblemException {
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            int schema = tree.path("schema").asInt(0);
            if (schema > SCHEMA) {
                throw new ProblemException(
                        Problem.of("facts.file-future", file.toString(), Integer.toString(schema)));
            }
            if (schema < 1 || !tree.path("facts").isObject()) {
                throw new ProblemException(broken(file));
            }
            fillDefaults(tree);
            return MAPPER.treeToValue(tree, Saved.class);
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.of("facts.file-missing", file.toString()), e);
        } catch (IOException | JacksonException e) {
            throw new ProblemException(broken(file), e);
        }
    }

    /// What older versions did not write yet.
    private static void fillDefaults(JsonNode tree) {
        JsonNode facts = tree.path("facts");
        if (tree instanceof ObjectNode saved && !saved.has("about")) {
            ArrayNode about = saved.putArray("about");
            facts.path("hosts").forEach(host -> about.add(host.path("subject")));
        }
        for (JsonNode attempt : facts.path("reach")) {
            if (attempt instanceof ObjectNode cloudCore && !cloudCore.has("target")) {
                cloudCore.set("target", MAPPER.valueToTree(Subject.CLUSTER));
                cloudCore.put("protocol", "tcp").put("path", "vip").put("wanted", true);
            }
        }
        if (facts.path("cluster") instanceof ObjectNode cluster) {
            for (JsonNode service : cluster.path("services")) {
                if (service instanceof ObjectNode told && !told.has("labels")) {
                    told.putObject("labels");
                    told.put("clusterIp", "");
                }
            }
            if (!cluster.has("details")) {
                cluster.putObject("details").put("asOf", Instant.EPOCH.toString());
            }
        }
        for (JsonNode node : facts.path("cluster").path("nodes")) {
            if (node instanceof ObjectNode told && !told.has("pressures")) {
                told.putArray("pressures");
            }
        }
    }

    private static Problem broken(Path file) {
        return Problem.of("facts.file-broken", file.toString());
    }

    private static Path parent(Path absolute) {
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    static SiteFacts redacted(SiteFacts facts) {
        var hosts = new HashMap<String, HostFacts>();
        facts.hosts()
                .forEach(
                        (id, host) ->
                                hosts.put(
                                        id,
                                        new HostFacts(
                                                host.subject(),
                                                redacted(host.values()),
                                                redacted(host.texts()))));
        var unread = new HashMap<String, Problem>();
        facts.unread()
                .forEach(
                        (id, problem) ->
                                unread.put(
                                        id,
                                        new Problem(problem.code(), redacted(problem.values()))));
        return new SiteFacts(
                facts.taken(),
                facts.releaseId(),
                hosts,
                facts.cluster().map(FactsFile::redacted),
                facts.reach().stream().map(FactsFile::redacted).toList(),
                unread);
    }

    private static Reach redacted(Reach reach) {
        return new Reach(
                reach.from(),
                reach.target(),
                reach.to(),
                reach.port(),
                reach.protocol(),
                reach.path(),
                reach.wanted(),
                reach.result(),
                Redaction.redact(reach.detail()));
    }

    private static ClusterSnapshot redacted(ClusterSnapshot cluster) {
        List<ClusterSnapshot.Pod> pods =
                cluster.pods().stream()
                        .map(
                                pod ->
                                        new ClusterSnapshot.Pod(
                                                pod.namespace(),
                                                pod.name(),
                                                pod.owner(),
                                                pod.node(),
                                                pod.status(),
                                                pod.ready(),
                                                pod.containers(),
                                                pod.restarts(),
                                                pod.created(),
                                                pod.images(),
                                                pod.requests(),
                                                Redaction.redact(pod.message())))
                        .toList();
        return new ClusterSnapshot(
                cluster.taken(),
                cluster.serverVersion(),
                cluster.nodes(),
                pods,
                cluster.services(),
                cluster.details()
                        .withEvents(cluster.details().events().map(FactsFile::redactedEvents)));
    }

    private static List<ClusterDetails.Event> redactedEvents(List<ClusterDetails.Event> events) {
        return events.stream().map(it -> it.saying(Redaction.redact(it.message()))).toList();
    }

    private static Map<String, String> redacted(Map<String, String> values) {
        var result = new TreeMap<String, String>();
        values.forEach((key, value) -> result.put(key, Redaction.redact(value)));
        return result;
    }

    private static List<String> redacted(List<String> values) {
        return values.stream().map(Redaction::redact).toList();
    }
}
