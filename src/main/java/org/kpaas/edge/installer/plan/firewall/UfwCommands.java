package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

import java.util.List;

/// Commands for `ufw`, one per row and source.
final class UfwCommands {
    private static final int LONGEST = 120;

    private UfwCommands() {}

    static String of(Role role, List<Line> rules) {
        var text = new StringBuilder("# for the hosts of this role: " + lower(role) + "\n");
        for (Line line : rules) {
            text.append(Export.notes(line, ""));
            for (String source : line.sources().known()) {
                text.append("ufw allow proto ")
                        .append(lower(line.row().protocol()))
                        .append(" from ")
                        .append(source)
                        .append(" to any port ")
                        .append(line.row().range().replace('-', ':'))
                        .append(" comment '")
                        .append(Export.comment(line, "'", LONGEST))
                        .append("'\n");
            }
        }
        return text.toString();
    }
}
