package org.kpaas.edge.installer.run;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.site.GrowingFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What this laptop knows of its runs: a file that only grows, one JSON object a line, on the disk before the next
/// step. A line that a power cut tore is passed over. It says where to look again; how a run stands, only the control
/// plane knows.
public final class Journal {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final GrowingFile file;

    /// @param folder made at the first entry, for its owner only
    public Journal(Path folder) {
        file = new GrowingFile(folder.resolve("runs.jsonl"));
    }

    /// A run of which no end is known.
    ///
    /// @param plan    empty for a run that another laptop started, or when the entry cannot be read any more
    /// @param started when it was started or attached to from here
    public record Run(
            String planId,
            Optional<DeploymentPlan> plan,
            String releaseId,
            List<String> edges,
            Instant started) {
        public Run {
            edges = List.copyOf(edges);
        }
    }

    /// The deployments that were going on, or broke off, when the product last ended; the oldest first.
    public List<Run> runs() {
        return open(Work.DEPLOYMENT);
    }

    /// The same for resets; none has the plan of a deployment.
    public List<Run> resets() {
        return open(Work.RESET);
    }

    private List<Run> open(Work work) {
        Map<String, Run> open = new LinkedHashMap<>();
        for (Entry entry : entries()) {
            if (entry.kind() != Kind.ENDED && entry.work() != work) {
                continue;
            }
            switch (entry.kind()) {
                case STARTED -> open.put(entry.planId(), run(entry));
                case ATTACHED -> open.putIfAbsent(entry.planId(), run(entry));
                case ENDED -> open.remove(entry.planId());
            }
        }
        return List.copyOf(open.values());
    }

    void started(DeploymentPlan plan, Instant at) {
        append(
                new Entry(
                        SCHEMA,
                        Kind.STARTED,
                        at,
                        plan.id(),
                        plan.releaseId(),
                        plan.edges(),
                        Optional.of(JSON.valueToTree(plan)),
                        "",
                        Work.DEPLOYMENT));
    }

    void attached(String planId, String releaseId, List<String> edges, Instant at) {
        append(watched(planId, releaseId, edges, Work.DEPLOYMENT, at));
    }

    /// A reset was started or attached to.
    void resetting(String planId, String releaseId, List<String> edges, Instant at) {
        append(watched(planId, releaseId, edges, Work.RESET, at));
    }

    private static Entry watched(
            String planId, String releaseId, List<String> edges, Work work, Instant at) {
        return new Entry(
                SCHEMA, Kind.ATTACHED, at, planId, releaseId, edges, Optional.empty(), "", work);
    }

    /// @param outcome the problem's code, or `succeeded`
    void ended(String planId, String outcome, Instant at) {
        append(
                new Entry(
                        SCHEMA,
                        Kind.ENDED,
                        at,
                        planId,
                        "",
                        List.of(),
                        Optional.empty(),
                        outcome,
                        Work.DEPLOYMENT));
    }

    private static Run run(Entry entry) {
        return new Run(
                entry.planId(), plan(entry.plan()), entry.releaseId(), entry.edges(), entry.at());
    }

    private static Optional<DeploymentPlan> plan(Optional<JsonNode> tree) {
        try {
            return tree.map(plan -> JSON.treeToValue(plan, DeploymentPlan.class));
        } catch (JacksonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private List<Entry> entries() {
        return file.lines().stream().flatMap(line -> read(line).stream()).toList();
    }

    private static Optional<Entry> read(String line) {
        try {
            return line.isBlank()
                    ? Optional.empty()
                    : Optional.ofNullable(JSON.readValue(line, Entry.class));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private void append(Entry entry) {
        file.append(JSON.writeValueAsString(entry));
    }

    private enum Kind {
        STARTED,
        ATTACHED,
        ENDED
    }

    /// What a run is; entries of earlier versions are all of deployments.
    private enum Work {
        DEPLOYMENT,
        RESET
    }

    /// @param outcome of an end: the problem's code, or `succeeded`
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Entry(
            int schema,
            Kind kind,
            Instant at,
            String planId,
            String releaseId,
            List<String> edges,
            Optional<JsonNode> plan,
            String outcome,
            Work work) {
        private Entry {
            work = Objects.requireNonNullElse(work, Work.DEPLOYMENT);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(at);
            Objects.requireNonNull(planId);
            releaseId = Objects.requireNonNullElse(releaseId, "");
            edges = Objects.requireNonNullElse(edges, List.of());
            plan = Objects.requireNonNullElse(plan, Optional.empty());
            outcome = Objects.requireNonNullElse(outcome, "");
        }
    }
}
