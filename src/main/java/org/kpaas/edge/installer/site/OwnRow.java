package org.kpaas.edge.installer.site;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A firewall row that the engineer added: the site needs it, the release knows nothing of it.
///
/// @param row     `<role>/<protocol>/<port or range>` as in the guide data, for instance `worker/tcp/8080-8090`
/// @param sources addresses or ranges that may connect; empty means anyone
/// @param purpose in the engineer's words, one line of at most 80 characters; not blank
public record OwnRow(String row, List<String> sources, String purpose) {
    private static final Pattern ROW =
            Pattern.compile("(control-plane|worker|edge)/(tcp|udp)/([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final int LONGEST = 80;

    public OwnRow {
        checkRow(row);
        sources = SourceRange.checked(sources);
        if (FreeText.checked("purpose", purpose, LONGEST).isBlank()) {
            throw new BadValue("purpose", purpose);
        }
    }

    /// @throws BadValue `row`, for what is not the id of a row
    static void checkRow(String row) {
        Matcher matcher = ROW.matcher(row);
        if (!matcher.matches() || !ordered(matcher)) {
            throw new BadValue("row", row);
        }
    }

    private static boolean ordered(Matcher matcher) {
        int from = Integer.parseInt(matcher.group(3));
        int to = matcher.group(4) == null ? from : Integer.parseInt(matcher.group(4));
        return 1 <= from && from <= to && to <= 65_535;
    }

    /// `control-plane`, `worker` or `edge`.
    public String role() {
        return row.substring(0, row.indexOf('/'));
    }

    /// `tcp` or `udp`.
    public String protocol() {
        return row.substring(row.indexOf('/') + 1, row.lastIndexOf('/'));
    }

    public int from() {
        return Integer.parseInt(range()[0]);
    }

    /// Equal to `from` for a single port.
    public int to() {
        String[] range = range();
        return Integer.parseInt(range[range.length - 1]);
    }

    private String[] range() {
        return row.substring(row.lastIndexOf('/') + 1).split("-", -1);
    }
}
