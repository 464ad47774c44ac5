package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 address in canonical dotted form: four octets of 0 to 255 without leading zeros. The platform's script
/// accepts `999.1.1.1` and writes it into its templates for good (T05), and refuses host names and IPv6.
///
/// @param text the address, for instance `10.0.0.5`
public record Ipv4(@JsonValue String text) implements Comparable<Ipv4> {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern FORM = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    @JsonCreator
    public Ipv4 {
        if (!FORM.matcher(text).matches()) {
            throw new BadValue("ipv4", text);
        }
    }

    /// Empty for what is no address.
    public static Optional<Ipv4> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Ipv4(text)) : Optional.empty();
    }

    /// The address as an unsigned 32-bit number.
    public long number() {
        long number = 0;
        for (String octet : text.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Long.compare(number(), other.number());
    }

    @Override
    public String toString() {
        return text;
    }
}
