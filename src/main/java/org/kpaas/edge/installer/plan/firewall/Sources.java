package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which addresses may connect to a port.
///
/// @param known   addresses and ranges; [SourceRange#ANYONE] only where anyone is meant
/// @param missing who has to connect too, from addresses that nobody told; no rule is made for them
public record Sources(List<String> known, Set<Peer> missing) {
    public Sources {
        known = List.copyOf(known);
        missing = Set.copyOf(missing);
    }

    /// As the engineer decided.
    static Sources chosen(List<String> known) {
        return new Sources(known, Set.of());
    }

    /// As long as nobody decided: from the site, and the cluster's nodes from the last look.
    public static Sources of(Site site, Optional<SiteFacts> facts, PortRow row) {
        var known = new LinkedHashSet<String>();
        var missing = new LinkedHashSet<Peer>();
        for (Peer peer : Peer.of(row, site)) {
            List<String> addresses = addresses(site, facts, peer);
            known.addAll(addresses);
            if (addresses.isEmpty()) {
                missing.add(peer);
            }
        }
        return new Sources(new ArrayList<>(known), missing);
    }

    private static List<String> addresses(Site site, Optional<SiteFacts> facts, Peer peer) {
        return switch (peer) {
            case ANYONE -> List.of(SourceRange.ANYONE);
            case EDGES ->
                    site.edges().stream().map(edge -> edge.address().text()).distinct().toList();
            case NODES -> nodes(facts);
            case CONTROL_PLANE -> controlPlane(site, facts);
            case JUMP_HOST ->
                    site.controlPlane().jump().stream()
                            .flatMap(jump -> address(jump.host()))
                            .toList();
            case ENGINEERS, LOAD_BALANCER -> List.of();
        };
    }

    private static List<String> nodes(Optional<SiteFacts> facts) {
        return facts.flatMap(SiteFacts::cluster).stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .filter(node -> !node.isEdge())
                .flatMap(node -> node.internalIps().stream())
                .flatMap(Sources::address)
                .distinct()
                .toList();
    }

    /// Its address in the site and those inside the cluster: an edge may see either of them.
    private static List<String> controlPlane(Site site, Optional<SiteFacts> facts) {
        Stream<String> inside =
                facts
                        .flatMap(it -> it.controlPlaneNode(site))
                        .map(ClusterSnapshot.Node::internalIps)
                        .stream()
                        .flatMap(List::stream);
        return Stream.concat(Stream.of(site.controlPlane().host()), inside)
                .flatMap(Sources::address)
                .distinct()
                .toList();
    }

    /// Firewalls know addresses, not names.
    private static Stream<String> address(String host) {
        try {
            return Stream.of(SourceRange.checked(host));
        } catch (BadValue name) {
            return Stream.empty();
        }
    }
}
