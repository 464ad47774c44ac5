package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was found out about a site in one look.
///
/// @param releaseId the release found in the checkout, for instance `v1.6.0`; empty when it could not be told
/// @param hosts     what the laptop and each host that answered said, by [Subject#id()]
/// @param unread    why a host or the cluster could not be read, by [Subject#id()]
public record SiteFacts(
        Instant taken,
        Optional<String> releaseId,
        Map<String, HostFacts> hosts,
        Optional<ClusterSnapshot> cluster,
        List<Reach> reach,
        Map<String, Problem> unread) {
    public SiteFacts {
        hosts = Map.copyOf(hosts);
        reach = List.copyOf(reach);
        unread = Map.copyOf(unread);
    }

    public Optional<HostFacts> host(Subject subject) {
        return Optional.ofNullable(hosts.get(subject.id()));
    }

    public Optional<HostFacts> controlPlane() {
        return Optional.ofNullable(hosts.get("control-plane"));
    }

    /// The cluster's node that the site calls its control plane, known by its host name, else by its address.
    public Optional<ClusterSnapshot.Node> controlPlaneNode(Site site) {
        Optional<String> name = controlPlane().flatMap(host -> host.value("host.name"));
        return cluster.stream()
                .flatMap(it -> it.nodes().stream())
                .filter(
                        node ->
                                name.filter(node.name()::equals).isPresent()
                                        || node.internalIps().contains(site.controlPlane().host()))
                .findFirst();
    }

    /// What a target of a connection is to the firewall. A node is a worker unless the cluster calls it a control plane.
    public Role role(Subject target) {
        return switch (target.kind()) {
            case EDGE -> Role.EDGE;
            case NODE -> isControlPlane(target) ? Role.CONTROL_PLANE : Role.WORKER;
            default -> Role.CONTROL_PLANE;
        };
    }

    private boolean isControlPlane(Subject node) {
        return cluster.flatMap(it -> it.node(node.label()))
                .filter(ClusterSnapshot.Node::isControlPlane)
                .isPresent();
    }

    /// What the laptop said about itself.
    public Optional<HostFacts> laptop() {
        return host(Subject.LAPTOP);
    }

    /// The same with newer attempts; each replaces an older one of the same source, address, port and protocol.
    public SiteFacts with(List<Reach> newer) {
        var merged = new ArrayList<Reach>(newer);
        reach.stream().filter(old -> newer.stream().noneMatch(old::isSameTry)).forEach(merged::add);
        return new SiteFacts(taken, releaseId, hosts, cluster, merged, unread);
    }

    public Optional<Release> release() {
        return releaseId.flatMap(Releases::find);
    }

    /// Why a subject could not be read, as a code for the texts; empty when it could.
    public Optional<Problem> whyUnread(Subject subject) {
        return Optional.ofNullable(unread.get(subject.id()));
    }
}
