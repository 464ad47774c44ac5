package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Expectation.Workload;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges the state of a deployment. Pure over a snapshot: an exit status proves nothing (T79, T99).
public final class Verifier {
    private static final String SERVICE = "kubeedge/service/cloudcore";

    private Verifier() {}

    public static Verification judge(Site site, Release release, ClusterSnapshot cluster) {
        Expectation expected = Expectation.of(site, release, cluster);
        List<NodeRow> nodes = new NodeJudge(site, release, cluster, expected).rows();
        List<PodRow> pods = new PodJudge(cluster, expected).rows();
        var counts = new ArrayList<Count>();
        expected.workloads().forEach(workload -> counts.add(count(workload, pods)));
        service(site, cluster).ifPresent(counts::add);
        Verdict verdict =
                Stream.of(
                                nodes.stream().map(NodeRow::verdict),
                                pods.stream().map(PodRow::verdict),
                                counts.stream().map(Count::verdict))
                        .flatMap(each -> each)
                        .max(Comparator.naturalOrder())
                        .orElse(Verdict.UNHEALTHY);
        return new Verification(cluster.taken(), verdict, nodes, pods, counts);
    }

    /// Counts the pods that work where they belong.
    private static Count count(Workload workload, List<PodRow> rows) {
        List<PodRow> own =
                rows.stream().filter(row -> row.workload().equals(workload.id())).toList();
        int found = (int) own.stream().filter(row -> counts(workload, row)).count();
        Verdict verdict = Verdict.HEALTHY;
        if (found < workload.wanted()) {
            boolean stuck = own.stream().anyMatch(row -> row.verdict() == Verdict.UNHEALTHY);
            verdict = stuck ? Verdict.UNHEALTHY : Verdict.WAITING;
        } else if (found > workload.wanted() && !workload.atLeast()) {
            verdict = Verdict.KNOWN;
        }
        return new Count(
                workload.id(),
                found,
                workload.wanted(),
                workload.atLeast(),
                workload.equation(),
                verdict);
    }

    private static boolean counts(Workload workload, PodRow row) {
        return row.pod()
                .filter(Pod::isReady)
                .filter(pod -> workload.nodes().isEmpty() || workload.nodes().contains(pod.node()))
                .filter(pod -> row.verdict() != Verdict.UNHEALTHY)
                .isPresent();
    }

    /// Whether MetalLB gave the CloudCore service its private address (T43, T44).
    private static Optional<Count> service(Site site, ClusterSnapshot cluster) {
        return site.cloudCore()
                .map(CloudCore::privateVip)
                .flatMap(
                        vip ->
                                cluster.services().stream()
                                        .filter(service -> service.namespace().equals("kubeedge"))
                                        .filter(service -> service.name().equals("cloudcore"))
                                        .findFirst()
                                        .map(service -> service.externalIps().contains(vip.text()))
                                        .map(
                                                given ->
                                                        new Count(
                                                                SERVICE,
                                                                given ? 1 : 0,
                                                                1,
                                                                false,
                                                                vip.text(),
                                                                given
                                                                        ? Verdict.HEALTHY
                                                                        : Verdict.UNHEALTHY)));
    }
}
