package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

import java.util.List;

/// An nftables table for the hosts of one role; loading it again replaces it. It only accepts, and a drop in another table
/// wins over that, which its head says. Each source has a rule of its own, because nft refuses a set of ranges that
/// overlap.
final class NftTable {
    /// nft keeps comments of at most 128 bytes.
    private static final int LONGEST = 120;

    private static final String INDENT = "    ";

    /// An accept ends one base chain only; the packet still passes those of other tables.
    private static final String HEAD =
            """
            # For the hosts of this role: %s
            # This table only accepts. A packet that another table or chain of the host drops stays dropped, whatever is
            # accepted here: where such a drop is, put these rules in front of it in its own chain.
            table inet %s
            delete table inet %s
            table inet %s {
              chain input {
                type filter hook input priority filter; policy accept;
            """;

    private NftTable() {}

    static String of(Role role, List<Line> rules) {
        String table = "kpaas_edge_" + lower(role).replace('-', '_');
        var text = new StringBuilder(HEAD.formatted(lower(role), table, table, table));
        for (Line line : rules) {
            text.append(Export.notes(line, INDENT));
            line.sources().known().forEach(source -> text.append(rule(source, line)));
        }
        return text.append("  }\n}\n").toString();
    }

    private static String rule(String source, Line line) {
        return INDENT
                + "ip saddr "
                + source
                + " "
                + lower(line.row().protocol())
                + " dport "
                + line.row().range()
                + " accept comment \""
                + Export.comment(line, "\"\\", LONGEST)
                + "\"\n";
    }
}
