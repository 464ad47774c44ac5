package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The firewall rows of a site, ready for the network team: what the release needs, narrowed by the engineer's decisions.
///
/// @param lines in the order of the release's rows
public record FirewallSheet(List<Line> lines) {
    public FirewallSheet {
        lines = List.copyOf(lines);
    }

    /// @param sources address ranges that may connect; empty means any address of the cluster's own networks
    /// @param reason  why it was switched off or narrowed; may be empty
    public record Line(PortRow row, boolean enabled, List<String> sources, String reason) {
        public Line {
            sources = List.copyOf(sources);
        }

        /// Whether a firewall has to let something in for it.
        public boolean needsRule() {
            return enabled;
        }
    }

    public static FirewallSheet of(Site site, Release release) {
        return new FirewallSheet(release.ports().stream().map(row -> line(site, row)).toList());
    }

    /// Whether a row is wanted when nobody decided: only where something listens that others must reach.
    public static boolean wantedByDefault(PortRow row) {
        return row.meaning() == Meaning.VITAL || row.meaning() == Meaning.NEEDED;
    }

    /// Who has to reach a row's port, as far as the site tells. Source: edge install guide 2.1.4, and what the release's
    /// programs really do (T80, T81).
    public static List<String> defaultSources(Site site, PortRow row) {
        return switch (row.role()) {
            case CONTROL_PLANE ->
                    row.from() >= 10_000 && row.to() <= 10_004 || row.from() == 20_006
                            ? edges(site)
                            : List.of();
            case WORKER -> row.from() == 20_006 ? edges(site) : List.of();
            case EDGE -> row.from() == 22 ? List.of(site.controlPlane().host()) : List.of();
        };
    }

    /// The rows that need a rule, of one role.
    public List<Line> rules(Role role) {
        return lines.stream()
                .filter(line -> line.row().role() == role && line.needsRule())
                .toList();
    }

    /// Every row as CSV with a header line, switched-off rows included.
    public String csv() {
        var text =
                new StringBuilder("role,protocol,port,use,meaning,in_guide,open,sources,reason\n");
        for (Line line : lines) {
            PortRow row = line.row();
            text.append(
                            String.join(
                                    ",",
                                    lower(row.role()),
                                    lower(row.protocol()),
                                    row.range(),
                                    quoted(row.use()),
                                    lower(row.meaning()),
                                    row.inGuide() ? "yes" : "no",
                                    line.enabled() ? "yes" : "no",
                                    quoted(String.join(" ", line.sources())),
                                    quoted(line.reason())))
                    .append('\n');
        }
        return text.toString();
    }

    /// Commands for `ufw` on the hosts of one role.
    public String ufw(Role role) {
        var text = new StringBuilder("# " + lower(role) + "\n");
        for (Line line : rules(role)) {
            PortRow row = line.row();
            String port = row.range().replace('-', ':');
            for (String source : orAny(line.sources(), "any")) {
                text.append("ufw allow proto ")
                        .append(lower(row.protocol()))
                        .append(" from ")
                        .append(source)
                        .append(" to any port ")
                        .append(port)
                        .append(" comment '")
                        .append(row.use().replace("'", ""))
                        .append("'\n");
            }
        }
        return text.toString();
    }

    /// An nftables table for the hosts of one role; it only accepts, so it can stand beside other rules.
    public String nftables(Role role) {
        String table = "kpaas_edge_" + lower(role).replace('-', '_');
        var text =
                new StringBuilder("table inet " + table + " {\n  chain input {\n")
                        .append("    type filter hook input priority filter; policy accept;\n");
        for (Line line : rules(role)) {
            PortRow row = line.row();
            text.append("    ");
            if (!line.sources().isEmpty()) {
                text.append("ip saddr { ").append(String.join(", ", line.sources())).append(" } ");
            }
            text.append(lower(row.protocol()))
                    .append(" dport ")
                    .append(row.range())
                    .append(" accept comment \"")
                    .append(row.use().replace("\"", ""))
                    .append("\"\n");
        }
        return text.append("  }\n}\n").toString();
    }

    private static Line line(Site site, PortRow row) {
        return site.firewall().stream()
                .filter(decision -> decision.row().equals(row.id()))
                .findFirst()
                .map(decision -> decided(site, row, decision))
                .orElseGet(
                        () -> new Line(row, wantedByDefault(row), defaultSources(site, row), ""));
    }

    private static Line decided(Site site, PortRow row, RowDecision decision) {
        List<String> sources =
                decision.sources().isEmpty() ? defaultSources(site, row) : decision.sources();
        return new Line(row, decision.enabled(), sources, decision.reason());
    }

    private static List<String> edges(Site site) {
        return site.edges().stream().map(edge -> edge.address().text()).distinct().toList();
    }

    private static List<String> orAny(List<String> sources, String any) {
        var result = new ArrayList<>(sources);
        return result.isEmpty() ? List.of(any) : result;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A cell that starts like a formula is given a quote mark first, so that a spreadsheet does not calculate it.
    private static String quoted(String cell) {
        boolean formula = Stream.of("=", "+", "-", "@").anyMatch(cell::startsWith);
        String safe = formula ? "'" + cell : cell;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
