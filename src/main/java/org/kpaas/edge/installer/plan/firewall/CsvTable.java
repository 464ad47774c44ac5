package org.kpaas.edge.installer.plan.firewall;

import static org.kpaas.edge.installer.plan.firewall.FirewallSheet.lower;

import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet.Line;

import java.util.List;
import java.util.stream.Collectors;

/// A table with a header line, as spreadsheets read it.
final class CsvTable {
    private static final String HEADER =
            "role,protocol,port,use,meaning,in_guide,own,open,sources,missing,reason\n";

    private CsvTable() {}

    static String of(FirewallSheet sheet, List<Role> roles) {
        return sheet.lines().stream()
                .filter(line -> roles.contains(line.row().role()))
                .map(CsvTable::row)
                .collect(Collectors.joining("", HEADER, ""));
    }

    private static String row(Line line) {
        PortRow row = line.row();
        return String.join(
                        ",",
                        lower(row.role()),
                        lower(row.protocol()),
                        row.range(),
                        quoted(row.use()),
                        lower(row.meaning()),
                        yesNo(row.inGuide()),
                        yesNo(line.own()),
                        yesNo(line.enabled()),
                        quoted(String.join(" ", line.sources().known())),
                        quoted(
                                line.sources().missing().stream()
                                        .sorted()
                                        .map(FirewallSheet::lower)
                                        .collect(Collectors.joining(" "))),
                        quoted(line.reason()))
                + "\n";
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    /// A cell that starts like a formula is given a quote mark first, so that a spreadsheet does not calculate it.
    private static String quoted(String cell) {
        boolean formula = !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0;
        String safe = formula ? "'" + cell : cell;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
