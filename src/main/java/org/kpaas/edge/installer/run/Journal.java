package org.kpaas.edge.installer.run;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.ResetPlan;
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
import java.util.function.Function;

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

    /// A reset of which no end is known.
    ///
    /// @param plan    empty for a reset that another laptop started, or when the entry cannot be read any more
    /// @param started when it was started or attached to from here
    public record Reset(String planId, Optional<ResetPlan> plan, Instant started) {}

    /// The deployments that were going on, or broke off, when the product last ended; the oldest first.
    public List<Run> runs() {
        return open(Work.DEPLOYMENT, Journal::run);
    }

    /// The same for resets.
    public List<Reset> resets() {
        return open(Work.RESET, Journal::reset);
    }

    private <T> List<T> open(Work work, Function<Entry, T> what) {
        Map<String, T> open = new LinkedHashMap<>();
        for (Entry entry : entries()) {
            if (entry.kind() != Kind.ENDED && entry.work() != work) {
                continue;
            }
            switch (entry.kind()) {
                case STARTED -> open.put(entry.planId(), what.apply(entry));
                case ATTACHED -> open.putIfAbsent(entry.planId(), what.apply(entry));
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

    void started(ResetPlan plan, Instant at) {
        append(
                new Entry(
                        SCHEMA,
                        Kind.STARTED,
                        at,
                        plan.id(),
                        plan.releaseId(),
                        plan.names(),
                        Optional.of(JSON.valueToTree(plan)),
                        "",
                        Work.RESET));
    }

    void attached(String planId, String releaseId, List<String> edges, Instant at) {
        append(watched(planId, releaseId, edges, Work.DEPLOYMENT, at));
    }

    void attachedToReset(String planId, Instant at) {
        append(watched(planId, "", List.of(), Work.RESET, at));
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
                entry.planId(),
                plan(entry, DeploymentPlan.class),
                entry.releaseId(),
                entry.edges(),
                entry.at());
    }

    private static Reset reset(Entry entry) {
        return new Reset(entry.planId(), plan(entry, ResetPlan.class), entry.at());
    }

    private static <P> Optional<P> plan(Entry entry, Class<P> type) {
        try {
            return entry.plan().map(plan -> JSON.treeToValue(plan, type));
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
