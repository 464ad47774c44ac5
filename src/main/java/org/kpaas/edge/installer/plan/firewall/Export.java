package org.kpaas.edge.installer.plan.firewall;

import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

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
