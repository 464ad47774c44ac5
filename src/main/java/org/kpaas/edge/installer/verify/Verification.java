package org.kpaas.edge.installer.verify;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The state of a deployment against what the release should give.
///
/// @param verdict the worst of the rows
/// @param nodes   one row per node, the missing ones included
/// @param pods    one row per pod of `kube-system` and `kubeedge`, the missing ones included
/// @param counts  the arithmetic, for instance `edgemesh-agent` 5 of 4 + 1
public record Verification(
        Instant taken,
        Verdict verdict,
        List<NodeRow> nodes,
        List<PodRow> pods,
        List<Count> counts) {
    public Verification {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        counts = List.copyOf(counts);
    }

    /// Worst last.
    public enum Verdict {
        @JsonProperty("healthy")
        HEALTHY,
        /// a known deviation of this release, explained in the row
        @JsonProperty("known")
        KNOWN,
        /// on its way, for instance ContainerCreating for a short time
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("unhealthy")
        UNHEALTHY
    }

    /// @param node   what is there; empty for a node that should be there and is not
    /// @param reason a text key below `verify.`, empty when healthy; `{0}` found, `{1}` wanted
    public record NodeRow(
            String name,
            boolean edge,
            Optional<ClusterSnapshot.Node> node,
            Verdict verdict,
            Optional<String> reason,
            String found,
            String wanted) {}

    /// @param workload for instance `kubeedge/edgemesh-agent`
    /// @param pod      what is there; empty for a missing one
    public record PodRow(
            String workload,
            Optional<ClusterSnapshot.Pod> pod,
            Verdict verdict,
            Optional<String> reason,
            String found,
            String wanted) {}

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
