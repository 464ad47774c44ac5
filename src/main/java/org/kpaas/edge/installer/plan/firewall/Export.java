package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;
import org.kpaas.edge.installer.site.SourceRange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The rows of a sheet in the language of one tool. Words that people typed get into comments only, cleaned so that they
/// cannot end them.
public enum Export {
    /// every row, switched-off ones too, for a spreadsheet
    CSV("firewall.csv") {
        @Override
        public String of(FirewallSheet sheet, List<Role> roles) {
            return CsvTable.of(sheet, roles);
        }
    },
    /// one command per line, to run on the hosts of a role
    UFW("firewall-ufw.sh") {
        @Override
        public String of(FirewallSheet sheet, List<Role> roles) {
            return each(roles, role -> UfwCommands.of(role, sheet.rules(role)));
        }
    },
    /// one table per role, for the hosts of that role
    NFTABLES("firewall.nft") {
        @Override
        public String of(FirewallSheet sheet, List<Role> roles) {
            return each(roles, role -> NftTable.of(role, sheet.rules(role)));
        }
    },
    /// one security group per role, for OpenTofu with the OpenStack provider
    TOFU("firewall.tf") {
        @Override
        public String of(FirewallSheet sheet, List<Role> roles) {
            return SecurityGroups.providers()
                    + each(roles, role -> SecurityGroups.of(role, sheet.rules(role)));
        }
    };

    private final String fileName;

    Export(String fileName) {
        this.fileName = fileName;
    }

    /// What to call the file unless the engineer says otherwise.
    public String fileName() {
        return fileName;
    }

    public abstract String of(FirewallSheet sheet, List<Role> roles);

    private static String each(List<Role> roles, java.util.function.Function<Role, String> text) {
        return roles.stream().map(text).collect(Collectors.joining("\n"));
    }

    /// What to say above the rules of a line: for whom there is none, and that anyone may connect, so that neither goes
    /// unnoticed. One comment per line, as all these tools write them.
    static String notes(Line line, String indent) {
        var notes = new StringBuilder();
        String port = lower(line.row().protocol()) + " " + line.row().range();
        line.sources().missing().stream()
                .sorted()
                .forEach(
                        peer ->
                                notes.append(indent)
                                        .append("# no rule for " + peer.words() + " on " + port)
                                        .append(": their addresses are not known\n"));
        if (line.sources().known().contains(SourceRange.ANYONE)) {
            notes.append(indent)
                    .append("# open to anyone on " + port + ": ")
                    .append(
                            isForAnyone(line)
                                    ? "node ports serve clients anywhere"
                                    : "decided for this site")
                    .append("\n");
        }
        return notes.toString();
    }

    private static boolean isForAnyone(Line line) {
        return !line.own() && Peer.isForAnyone(line.row());
    }

    /// One line without control characters and the characters that the tool cannot have, cut to a number of bytes.
    static String comment(Line line, String barred, int bytes) {
        String clean =
                line.row()
                        .use()
                        .codePoints()
                        .filter(each -> barred.indexOf(each) < 0)
                        .map(each -> Character.isISOControl(each) ? ' ' : each)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        while (clean.getBytes(StandardCharsets.UTF_8).length > bytes) {
            clean = clean.substring(0, clean.offsetByCodePoints(clean.length(), -1));
        }
        return clean;
    }
}
