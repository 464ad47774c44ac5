package org.kpaas.edge.installer.verify;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The state of a deployment against what the release should give.
///
/// @param verdict the worst of the rows
/// @param rows    everything that should be so, by area
/// @param nodes   one row per node, the missing ones included
/// @param pods    one row per pod of `kube-system`, `kubeedge` and `metallb-system`, the missing ones included
/// @param counts  the arithmetic, for instance `edgemesh-agent` 5 of 4 + 1
/// @param toGo    how much longer it has to stay good until that is proven, zero when it is; empty when it is not good,
///                and after a single look
/// @param explanation why it is not good, as far as it is known; rows name the causes of it by their ids
public record Verification(
        Instant taken,
        Verdict verdict,
        List<Row> rows,
        List<NodeRow> nodes,
        List<PodRow> pods,
        List<Count> counts,
        Optional<Duration> toGo,
        Explanation explanation) {
    /// Reports of earlier versions have no explanation.
    public Verification {
        rows = List.copyOf(rows);
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        counts = List.copyOf(counts);
        explanation = Objects.requireNonNullElse(explanation, Explanation.NONE);
    }

    public Verification with(Optional<Duration> left) {
        return new Verification(taken, verdict, rows, nodes, pods, counts, left, explanation);
    }

    /// What a row that is not as it should be comes from.
    ///
    /// @param id as the row has it
    public Optional<Cause> cause(Optional<String> id) {
        return explanation.causes().stream()
                .filter(cause -> id.filter(cause.id()::equals).isPresent())
                .findFirst();
    }

    /// Whether every host has been asked.
    public boolean isComplete() {
        return rows.stream()
                .noneMatch(row -> row.id() == RowId.EDGE_READ && row.verdict() == Verdict.WAITING);
    }

    /// Nothing is wrong, and nothing is unknown or on its way.
    public boolean isGood() {
        return verdict.compareTo(Verdict.KNOWN) <= 0;
    }

    /// Good for long enough.
    public boolean isProven() {
        return isGood() && toGo.filter(Duration::isZero).isPresent();
    }

    /// Worst last.
    public enum Verdict {
        @JsonProperty("healthy")
        HEALTHY,
        /// a known deviation of this release, explained in the row
        @JsonProperty("known")
        KNOWN,
        /// it could not be read
        @JsonProperty("unknown")
        UNKNOWN,
        /// on its way, for instance ContainerCreating for a short time
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("unhealthy")
        UNHEALTHY
    }

    /// @param node   what is there; empty for a node that should be there and is not
    /// @param reason a text key below `verify.`, empty when healthy; `{0}` found, `{1}` wanted
    /// @param cause  as a row has it
    public record NodeRow(
            String name,
            boolean edge,
            Optional<ClusterSnapshot.Node> node,
            Verdict verdict,
            Optional<String> reason,
            String found,
            String wanted,
            Optional<String> cause) {
        public NodeRow {
            cause = Objects.requireNonNullElse(cause, Optional.empty());
        }

        NodeRow with(Optional<Cause> behind) {
            return new NodeRow(
                    name, edge, node, verdict, reason, found, wanted, behind.map(Cause::id));
        }
    }

    /// @param workload for instance `kubeedge/edgemesh-agent`
    /// @param pod      what is there; empty for a missing one
    /// @param cause    as a row has it
    public record PodRow(
            String workload,
            Optional<ClusterSnapshot.Pod> pod,
            Verdict verdict,
            Optional<String> reason,
            String found,
            String wanted,
            Optional<String> cause) {
        public PodRow {
            cause = Objects.requireNonNullElse(cause, Optional.empty());
        }

        PodRow with(Optional<Cause> behind) {
            return new PodRow(workload, pod, verdict, reason, found, wanted, behind.map(Cause::id));
        }
    }

    /// @param wanted   how many there should be; `atLeast` when more is fine
    /// @param equation the arithmetic for people, for instance `4 + 1`
    public record Count(
            String workload,
            int found,
            int wanted,
            boolean atLeast,
            String equation,
            Verdict verdict) {}
}
