package org.kpaas.edge.installer.site;

import java.util.List;

/// An IPv4 address or a range of them in the notation of firewalls, for instance `10.0.0.21` or `10.0.0.0/24`.
public final class SourceRange {
    /// Every IPv4 address; a site that means it writes it.
    public static final String ANYONE = "0.0.0.0/0";

    private SourceRange() {}

    /// @throws BadValue `source`, for anything else
    public static String checked(String text) {
        String[] parts = text.split("/", -1);
        boolean length =
                parts.length == 1
                        || parts.length == 2 && parts[1].matches("[0-9]|[12][0-9]|3[0-2]");
        try {
            new Ipv4(parts[0]);
        } catch (BadValue e) {
            throw new BadValue("source", text);
        }
        if (!length) {
            throw new BadValue("source", text);
        }
        return text;
    }

    /// Whether a checked range holds an address; one that is no IPv4 address is in none.
    public static boolean covers(String range, String address) {
        String[] parts = range.split("/", -1);
        int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
        try {
            long apart = new Ipv4(parts[0]).number() ^ new Ipv4(address).number();
            return apart >> (32 - length) == 0;
        } catch (BadValue notIpv4) {
            return false;
        }
    }

    static List<String> checked(List<String> texts) {
        return texts.stream().map(SourceRange::checked).toList();
    }
}
