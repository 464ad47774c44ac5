package org.kpaas.edge.installer.cluster;

import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Nodes for tests in which only name, role and addresses matter.
public final class SampleNode {
    private SampleNode() {}

    /// @param role `control-plane`, `worker` or `edge`
    public static Node ready(String name, String role, String... addresses) {
        return ready(name, Map.of("node-role.kubernetes.io/" + role, ""), addresses);
    }

    public static Node ready(String name, Map<String, String> labels, String... addresses) {
        return new Node(
                name,
                "True",
                "",
                Instant.EPOCH,
                labels,
                List.of(),
                List.of(addresses),
                "amd64",
                "Ubuntu 22.04",
                "cri-o://1.30.3",
                "v1.30.4",
                List.of(),
                Optional.empty());
    }
}
