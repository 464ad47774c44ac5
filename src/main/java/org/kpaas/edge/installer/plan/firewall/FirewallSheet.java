package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
    /// @param sources addresses and ranges that may connect; empty means any address of the cluster's own networks
    /// @param reason  why it was switched off or narrowed; may be empty
    public record Line(
            PortRow row, boolean own, boolean enabled, List<String> sources, String reason) {
        public Line {
            sources = List.copyOf(sources);
        }
    }

    public static FirewallSheet of(Site site, Release release) {
        var lines = new ArrayList<Line>();
        rows(site, release).forEach(row -> lines.add(line(site, row)));
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
        return needed && !(isBalanced(site) && isCloudCore(row));
    }

    private static boolean isCloudCore(PortRow row) {
        return row.role() == Role.CONTROL_PLANE && row.from() >= 10_000 && row.to() <= 10_004;
    }

    /// Who has to reach a row's port, as far as the site tells. Who stands behind a load balancer it does not tell. Source:
    /// edge install guide 2.1.4, and what the release's programs really do (T80, T81).
    public static List<String> defaultSources(Site site, PortRow row) {
        return switch (row.role()) {
            case CONTROL_PLANE ->
                    isCloudCore(row) || row.from() == 20_006 ? edges(site) : List.of();
            case WORKER -> row.from() == 20_006 ? edges(site) : List.of();
            case EDGE -> row.from() == 22 ? address(site.controlPlane().host()) : List.of();
        };
    }

    /// The rows that need a rule, of one role.
    public List<Line> rules(Role role) {
        return lines.stream().filter(line -> line.row().role() == role && line.enabled()).toList();
    }

    private static Line line(Site site, PortRow row) {
        return site.firewall().stream()
                .filter(decision -> decision.row().equals(row.id()))
                .findFirst()
                .map(decision -> decided(site, row, decision))
                .orElseGet(
                        () ->
                                new Line(
                                        row,
                                        false,
                                        wantedByDefault(site, row),
                                        defaultSources(site, row),
                                        ""));
    }

    private static Line decided(Site site, PortRow row, RowDecision decision) {
        List<String> sources =
                decision.sources().isEmpty() ? defaultSources(site, row) : decision.sources();
        return new Line(row, false, decision.enabled(), sources, decision.reason());
    }

    private static Line line(OwnRow own) {
        var row =
                new PortRow(
                        own.row(),
                        Role.valueOf(upper(own.role())),
                        Protocol.valueOf(upper(own.protocol())),
                        own.from(),
                        own.to(),
                        own.purpose(),
                        Meaning.NEEDED,
                        false);
        return new Line(row, true, true, own.sources(), "");
    }

    private static List<String> edges(Site site) {
        return site.edges().stream().map(edge -> edge.address().text()).distinct().toList();
    }

    /// Firewalls know addresses; where the site only knows a name, the row is not narrowed.
    private static List<String> address(String host) {
        try {
            return List.of(SourceRange.checked(host));
        } catch (BadValue name) {
            return List.of();
        }
    }

    /// `control-plane`, `tcp`, `vital`: as ids and exports write it.
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
