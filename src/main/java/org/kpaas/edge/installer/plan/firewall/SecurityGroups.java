package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

import java.util.List;

/// Security groups of OpenStack for OpenTofu: one per role and one rule per row and source.
final class SecurityGroups {
    /// OpenStack keeps descriptions of at most 255 characters.
    private static final int LONGEST = 240;

    private SecurityGroups() {}

    static String providers() {
        return """
        terraform {
          required_providers {
            openstack = {
              source = "terraform-provider-openstack/openstack"
            }
          }
        }

        """;
    }

    static String of(Role role, List<Line> rules) {
        String group = "kpaas_edge_" + lower(role).replace('-', '_');
        var text = new StringBuilder();
        text.append("resource \"openstack_networking_secgroup_v2\" \"")
                .append(group)
                .append("\" {\n  name        = \"kpaas-edge-")
                .append(lower(role))
                .append("\"\n  description = \"K-PaaS Edge: ")
                .append(lower(role))
                .append("\"\n}\n");
        for (Line line : rules) {
            String notes = Export.notes(line, "");
            text.append(notes.isEmpty() ? "" : "\n" + notes);
            int number = 1;
            for (String source : line.sources().known()) {
                text.append(rule(group, line, source, number));
                number++;
            }
        }
        return text.toString();
    }

    /// The number tells the sources of a row apart; `own` keeps a row of the site apart from one of the release.
    private static String rule(String group, Line line, String source, int number) {
        PortRow row = line.row();
        String name =
                "%s_%s%s_%s_%d"
                        .formatted(
                                group,
                                line.own() ? "own_" : "",
                                lower(row.protocol()),
                                row.range().replace('-', '_'),
                                number);
        return """

        resource "openstack_networking_secgroup_rule_v2" "%s" {
          security_group_id = openstack_networking_secgroup_v2.%s.id
          direction         = "ingress"
          ethertype         = "IPv4"
          protocol          = "%s"
          port_range_min    = %d
          port_range_max    = %d
          remote_ip_prefix  = "%s"
          description       = "%s"
        }
        """
                .formatted(
                        name,
                        group,
                        lower(row.protocol()),
                        row.from(),
                        row.to(),
                        source.contains("/") ? source : source + "/32",
                        escaped(Export.comment(line, "", LONGEST)));
    }

    /// As a text in HCL, where `${` and `%{` begin a template.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("${", "$${")
                .replace("%{", "%%{");
    }
}
