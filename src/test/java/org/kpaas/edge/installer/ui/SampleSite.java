package org.kpaas.edge.installer.ui;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A site and what was found there, for tests without a network.
public final class SampleSite {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private SampleSite() {}

    public static Site site() {
        return Site.of(
                "plant-7",
                new Access(
                        "10.0.0.5",
                        Port.SSH,
                        "ubuntu",
                        new Credential.Password(),
                        Optional.empty()));
    }

    /// One control plane and three workers; the release is v1.6.0 with one changed file.
    public static SiteFacts facts() {
        return facts("cp-master", "cp-worker-1", "cp-worker-2", "cp-worker-3");
    }

    public static SiteFacts facts(String... nodes) {
        var host =
                new HostFacts(
                        site().controlPlaneSubject(),
                        Map.of(
                                "user.name", "ubuntu",
                                "host.name", "cp-master",
                                "os.pretty", "Ubuntu 22.04.4 LTS",
                                "sudo.nopasswd", "yes",
                                "checkout.describe", "v1.6.0"),
                        Map.of(
                                "checkout.status",
                                        " M standalone/cp-cluster-vars.sh\n M edge/keadm.sh",
                                "file.cp-cluster-vars",
                                        "export MASTER1_NODE_PUBLIC_IP=10.0.0.5\nexport X=1"));
        var cluster =
                new ClusterSnapshot(
                        NOW,
                        "v1.30.4",
                        List.of(nodes).stream().map(SampleSite::node).toList(),
                        List.of(),
                        List.of());
        return new SiteFacts(
                NOW,
                Optional.of("v1.6.0"),
                Map.of("control-plane", host),
                Optional.of(cluster),
                List.of(),
                Map.of());
    }

    public static HostFacts raspberryPi(String hostName) {
        return new HostFacts(
                new Subject(Subject.Kind.EDGE, "edge-1", hostName),
                Map.of(
                        "host.name", hostName,
                        "dpkg.arch", "arm64",
                        "os.pretty", "Ubuntu 22.04.5 LTS",
                        "board.model", "Raspberry Pi 4 Model B"),
                Map.of());
    }

    private static ClusterSnapshot.Node node(String name) {
        Map<String, String> labels =
                name.contains("master")
                        ? Map.of("node-role.kubernetes.io/control-plane", "")
                        : name.contains("edge")
                                ? Map.of("node-role.kubernetes.io/edge", "")
                                : Map.of();
        return new ClusterSnapshot.Node(
                name,
                "True",
                "KubeletReady",
                NOW,
                labels,
                List.of(),
                List.of("10.0.0." + (5 + Math.abs(name.hashCode() % 50))),
                "amd64",
                "Ubuntu 22.04.4 LTS",
                "cri-o://1.30.3",
                "v1.30.4",
                List.of(),
                Optional.empty());
    }
}
