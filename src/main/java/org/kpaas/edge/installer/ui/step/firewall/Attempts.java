package org.kpaas.edge.installer.ui.step.firewall;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;

/// The attempts of the last probe, found by row.
record Attempts(Optional<SiteFacts> facts) {
    List<Reach> all() {
        return facts.map(SiteFacts::reach).orElseGet(List::of);
    }

    /// Those on a row. The laptop needs no way to CloudCore, so it counts only as long as no edge has tried.
    List<Reach> on(PortRow row) {
        List<Reach> tried =
                facts.stream()
                        .flatMap(it -> it.reach().stream().filter(reach -> isOn(it, row, reach)))
                        .toList();
        List<Reach> others = tried.stream().filter(it -> !isHint(it)).toList();
        return others.isEmpty() ? tried : others;
    }

    private static boolean isHint(Reach reach) {
        return reach.path() == Reach.Path.VIP && reach.from().kind() == Subject.Kind.LAPTOP;
    }

    private static boolean isOn(SiteFacts facts, PortRow row, Reach reach) {
        int port = port(reach);
        return row.protocol() == reach.protocol()
                && row.from() <= port
                && port <= row.to()
                && row.role() == facts.role(reach.target());
    }

    /// The port on the target itself: behind a load balancer that is the node port.
    private static int port(Reach reach) {
        return reach.path() == Reach.Path.NODE_PORT
                ? Integer.parseInt(reach.to().substring(reach.to().lastIndexOf(':') + 1))
                : reach.port();
    }
}
