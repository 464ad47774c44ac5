package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The firewall rows of a site, ready for the network team: what the release needs, what the engineer added, narrowed by
/// the engineer's decisions.
///
/// @param lines those of the release in its order, then the site's own
public record FirewallSheet(List<Line> lines) {
    public FirewallSheet {
        lines = List.copyOf(lines);
    }

    /// @param own     whether the engineer added it
    /// @param enabled whether a firewall has to let something in for it
    /// @param sources who may connect
    /// @param reason  why it was switched off or narrowed; may be empty
    public record Line(PortRow row, boolean own, boolean enabled, Sources sources, String reason) {}

    /// @param facts of the last look, which tell the cluster's nodes; without them these are missing sources
    public static FirewallSheet of(Site site, Release release, Optional<SiteFacts> facts) {
        var lines = new ArrayList<Line>();
        rows(site, release).forEach(row -> lines.add(line(site, facts, row)));
        site.ownRows().forEach(row -> lines.add(line(row)));
        return new FirewallSheet(lines);
    }

    /// The rows of the release. A load balancer passes CloudCore's ports on to node ports of every node (guide 2.1.6), so
    /// there are rows for these too.
    private static List<PortRow> rows(Site site, Release release) {
        var rows = new ArrayList<>(release.ports());
        if (isBalanced(site)) {
            for (Role role : List.of(Role.CONTROL_PLANE, Role.WORKER)) {
                Map<String, Integer> sorted = new TreeMap<>(release.loadBalancer());
                sorted.forEach((port, behind) -> rows.add(behind(release, role, port, behind)));
            }
        }
        return rows;
    }

    private static PortRow behind(Release release, Role role, String port, int behind) {
        Meaning meaning =
                release.ports().stream()
                        .filter(row -> row.role() == Role.CONTROL_PLANE && row.range().equals(port))
                        .map(PortRow::meaning)
                        .findFirst()
                        .orElse(Meaning.UNUSED);
        return new PortRow(
                lower(role) + "/tcp/" + behind,
                role,
                Protocol.TCP,
                behind,
                behind,
                "CloudCore " + port + " (load balancer)",
                meaning,
                true);
    }

    private static boolean isBalanced(Site site) {
        return site.cloudCore().filter(it -> it.exposure() == Exposure.LOAD_BALANCER).isPresent();
    }

    /// Whether a row is wanted when nobody decided: only where something listens that others must reach. Behind a load
    /// balancer nobody reaches CloudCore's own ports on the nodes.
    public static boolean wantedByDefault(Site site, PortRow row) {
        boolean needed = row.meaning() == Meaning.VITAL || row.meaning() == Meaning.NEEDED;
        return needed && !(isBalanced(site) && Peer.isCloudCore(row));
    }

    /// The rows that need a rule, of one role.
    public List<Line> rules(Role role) {
        return lines.stream().filter(line -> line.row().role() == role && line.enabled()).toList();
    }

    /// Those for whom rows of some roles need rules, but whose addresses nobody told.
    public Set<Peer> missing(List<Role> roles) {
        return roles.stream()
                .flatMap(role -> rules(role).stream())
                .flatMap(line -> line.sources().missing().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Peer.class)));
    }

    private static Line line(Site site, Optional<SiteFacts> facts, PortRow row) {
        Sources computed = Sources.of(site, facts, row);
        return site.firewall().stream()
                .filter(decision -> decision.row().equals(row.id()))
                .findFirst()
                .map(decision -> decided(row, decision, computed))
                .orElseGet(() -> new Line(row, false, wantedByDefault(site, row), computed, ""));
    }

    private static Line decided(PortRow row, RowDecision decision, Sources computed) {
        Sources sources =
                decision.sources().isEmpty() ? computed : Sources.chosen(decision.sources());
        return new Line(row, false, decision.enabled(), sources, decision.reason());
    }

    /// A row of the site as one of the release.
    public static PortRow portRow(OwnRow own) {
        return new PortRow(
                own.row(),
                Role.valueOf(upper(own.role())),
                Protocol.valueOf(upper(own.protocol())),
                own.from(),
                own.to(),
                own.purpose(),
                Meaning.NEEDED,
                false);
    }

    private static Line line(OwnRow own) {
        List<String> sources =
                own.sources().isEmpty() ? List.of(SourceRange.ANYONE) : own.sources();
        return new Line(portRow(own), true, true, Sources.chosen(sources), "");
    }

    /// `control-plane`, `tcp`, `vital`: as ids and exports write it.
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
