package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges the state of a deployment. Pure over a snapshot: an exit status proves nothing (T79, T99).
public final class Verifier {
    private Verifier() {}

    /// By the cluster alone.
    public static Verification judge(Site site, Release release, ClusterSnapshot cluster) {
        return judge(site, release, cluster, Optional.empty(), List.of());
    }

    /// @param hosts what [org.kpaas.edge.installer.facts.Looker#running] found; empty while it is still being read
    public static Verification judge(
            Site site, Release release, ClusterSnapshot cluster, Optional<SiteFacts> hosts) {
        return judge(
                site,
                release,
                cluster,
                hosts,
                new EdgeJudge(site, release, canary(cluster), hosts).rows());
    }

    /// A Service that every node should reach by its cluster address: that of the cluster's DNS. Not the API's and not
    /// CloudCore's, which EdgeMesh leaves alone.
    public static Optional<String> canary(ClusterSnapshot cluster) {
        return cluster.services().stream()
                .filter(service -> service.namespace().equals(Expectation.SYSTEM))
                .filter(service -> !service.clusterIp().isEmpty())
                .filter(service -> service.ports().contains("53/TCP"))
                .map(service -> "tcp:" + service.clusterIp() + ":53")
                .findFirst();
    }

    private static Verification judge(
            Site site,
            Release release,
            ClusterSnapshot cluster,
            Optional<SiteFacts> hosts,
            List<Row> ofHosts) {
        Expectation expected = Expectation.of(site, release, cluster);
        NodeJudge.Judged nodes = new NodeJudge(site, release, cluster, expected).judge();
        PodJudge.Judged pods = new PodJudge(cluster, expected).judge();
        var rows = new ArrayList<Row>(nodes.rows());
        rows.addAll(pods.rows());
        rows.addAll(new ObjectJudge(site, release, cluster).rows());
        rows.addAll(ofHosts);
        rows.sort(Comparator.comparing(Row::id)); // stable: subjects stay in their order
        Verdict verdict =
                rows.stream()
                        .map(Row::verdict)
                        .max(Comparator.naturalOrder())
                        .orElse(Verdict.UNHEALTHY);
        var found =
                new Verification(
                        cluster.taken(),
                        verdict,
                        rows,
                        nodes.nodes(),
                        pods.pods(),
                        pods.counts(),
                        Optional.empty(),
                        Explanation.NONE);
        return Explainer.explained(site, cluster, hosts, found);
    }
}
