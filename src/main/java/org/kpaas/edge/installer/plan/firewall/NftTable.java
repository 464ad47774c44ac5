package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

import java.util.List;

/// An nftables table for the hosts of one role. It only accepts, so it can stand beside other rules; a chain that drops has
/// to get these rules in front of its end. Each source has a rule of its own, because nft refuses a set of ranges that
/// overlap.
final class NftTable {
    /// nft keeps comments of at most 128 bytes.
    private static final int LONGEST = 120;

    private NftTable() {}

    static String of(Role role, List<Line> rules) {
        String table = "kpaas_edge_" + lower(role).replace('-', '_');
        var text =
                new StringBuilder("table inet " + table + " {\n  chain input {\n")
                        .append("    type filter hook input priority filter; policy accept;\n");
        for (Line line : rules) {
            if (line.sources().isEmpty()) {
                text.append(rule("", line));
            }
            line.sources().forEach(source -> text.append(rule("ip saddr " + source + " ", line)));
        }
        return text.append("  }\n}\n").toString();
    }

    private static String rule(String match, Line line) {
        return "    "
                + match
                + lower(line.row().protocol())
                + " dport "
                + line.row().range()
                + " accept comment \""
                + Export.comment(line, "\"\\", LONGEST)
                + "\"\n";
    }
}
