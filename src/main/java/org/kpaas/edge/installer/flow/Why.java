package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.Causes;
import org.kpaas.edge.installer.verify.cause.Clues;

import java.util.List;
import java.util.Optional;

/// The causes of a state that is not good, from everything that was seen of it.
final class Why {
    private Why() {}

    /// @return the most special first; empty when the state is good or nothing explains it
    static List<Cause> of(
            Site site, ClusterSnapshot cluster, Optional<SiteFacts> hosts, Verification found) {
        if (found.isGood()) {
            return List.of();
        }
        Clues clues = new Clues().cluster(site, cluster);
        hosts.stream().flatMap(it -> it.hosts().values().stream()).forEach(it -> facts(clues, it));
        found.rows()
                .forEach(
                        row ->
                                row.reason()
                                        .ifPresent(
                                                it ->
                                                        clues.row(
                                                                row.subject(),
                                                                row.subject(),
                                                                it.key(),
                                                                it.found())));
        return Causes.of(clues.evidence());
    }

    private static void facts(Clues clues, HostFacts host) {
        host.values().forEach((key, value) -> clues.fact(host.subject().label(), key, value));
    }
}
