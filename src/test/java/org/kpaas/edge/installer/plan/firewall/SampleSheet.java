package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.SampleNode;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A site with one edge, and the same with words that would break a careless export.
public final class SampleSheet {
    public static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();
    public static final Site SITE =
            Site.of(
                            "plant-7",
                            new Access(
                                    "10.0.0.5",
                                    Port.SSH,
                                    "ubuntu",
                                    new Credential.Agent(),
                                    Optional.empty()))
                    .withEdges(
                            List.of(
                                    new EdgeNode(
                                            new HostName("edge-1"),
                                            new Ipv4("10.0.0.21"),
                                            Port.SSH,
                                            "ubuntu",
                                            new Credential.Agent(),
                                            EdgeNode.Route.DIRECT)));

    /// What people, or a hostile site file, may write into a purpose.
    public static final List<String> HOSTILE =
            List.of(
                    "it's \"quoted\"",
                    "${file(\"/etc/passwd\")} %{ if true } $$",
                    "# { } ; accept; \\",
                    "=HYPERLINK(1)",
                    "</script><b>&amp;",
                    "`id` $(id) | tee",
                    "센서 수집 ".repeat(12),
                    "ends with a backslash \\");

    /// Two control plane nodes, a worker and an edge that is there already.
    public static final SiteFacts FACTS =
            new SiteFacts(
                    Instant.EPOCH,
                    Optional.of("v1.6.0"),
                    Map.of(),
                    Optional.of(
                            new ClusterSnapshot(
                                    Instant.EPOCH,
                                    "v1.30.4",
                                    List.of(
                                            SampleNode.ready("cp-1", "control-plane", "10.0.0.5"),
                                            SampleNode.ready("cp-2", "control-plane", "10.0.0.6"),
                                            SampleNode.ready("worker-1", "worker", "10.0.0.11"),
                                            SampleNode.ready("edge-1", "edge", "10.0.0.21")),
                                    List.of(),
                                    List.of())),
                    List.of(),
                    Map.of());

    private SampleSheet() {}

    public static Site balanced() {
        return SITE.with(
                new CloudCore(
                        Exposure.LOAD_BALANCER,
                        new Ipv4("203.0.113.50"),
                        new Ipv4("203.0.113.50"),
                        new HostName("cp-1"),
                        new HostName("cp-2")));
    }

    /// Behind a load balancer, with ranges that overlap and hostile words in every role.
    public static Site hostile() {
        List<OwnRow> own =
                IntStream.range(0, HOSTILE.size() * 3)
                        .mapToObj(
                                i ->
                                        new OwnRow(
                                                List.of("control-plane", "worker", "edge")
                                                                .get(i % 3)
                                                        + "/udp/"
                                                        + (5000 + 10 * i)
                                                        + "-"
                                                        + (5005 + 10 * i),
                                                List.of("10.0.0.0/8", "10.7.0.9", "0.0.0.0/0"),
                                                HOSTILE.get(i / 3).strip()))
                        .toList();
        return balanced()
                .withOwnRows(own)
                .withFirewall(
                        List.of(
                                new RowDecision(
                                        "control-plane/tcp/22",
                                        false,
                                        "no '\"${x}</script>#",
                                        List.of())));
    }
}
