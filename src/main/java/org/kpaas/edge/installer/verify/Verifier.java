package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/// Judges the state of a deployment. Pure over a snapshot: an exit status proves nothing (T79, T99).
public final class Verifier {
    private Verifier() {}

    public static Verification judge(Site site, Release release, ClusterSnapshot cluster) {
        Expectation expected = Expectation.of(site, release, cluster);
        NodeJudge.Judged nodes = new NodeJudge(site, release, cluster, expected).judge();
        PodJudge.Judged pods = new PodJudge(cluster, expected).judge();
        var rows = new ArrayList<Row>(nodes.rows());
        rows.addAll(pods.rows());
        rows.addAll(new ObjectJudge(site, release, cluster).rows());
        rows.sort(Comparator.comparing(Row::id)); // stable: subjects stay in their order
        Verdict verdict =
                rows.stream()
                        .map(Row::verdict)
                        .max(Comparator.naturalOrder())
                        .orElse(Verdict.UNHEALTHY);
        return new Verification(
                cluster.taken(),
                verdict,
                rows,
                nodes.nodes(),
                pods.pods(),
                pods.counts(),
                Optional.empty());
    }
}
