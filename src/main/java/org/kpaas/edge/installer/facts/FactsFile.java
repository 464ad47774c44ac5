package org.kpaas.edge.installer.facts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private record Saved(int schema, SiteFacts facts) {}

    /// Writes beside the file first and moves it then, so that a crash leaves the old one or the new one.
    ///
    /// @throws ProblemException `facts.file-unwritable`
    public static void save(SiteFacts facts, Path file) throws ProblemException {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(parent(target));
            Path draft = Files.createTempFile(parent(target), ".facts", ".json");
            try {
                Files.write(draft, MAPPER.writeValueAsBytes(new Saved(SCHEMA, redacted(facts))));
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

    /// @throws ProblemException `facts.file-missing`, `facts.file-broken`, or `facts.file-future` for a file of a newer
    ///                          program
    public static SiteFacts load(Path file) throws ProblemException {
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
            return MAPPER.treeToValue(tree, Saved.class).facts();
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.of("facts.file-missing", file.toString()), e);
        } catch (IOException | JacksonException e) {
            throw new ProblemException(broken(file), e);
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
                facts.reach(),
                unread);
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
                cluster.services());
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
