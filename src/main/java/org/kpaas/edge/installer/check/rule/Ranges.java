package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.site.Ipv4;

import java.util.Optional;

/// Ranges of IPv4 addresses as MetalLB, routes and people write them: one address, `a-b`, or `a/bits`.
record Ranges(long first, long last) {
    /// Empty when it is none of the three forms.
    static Optional<Ranges> parse(String text) {
        String plain = text.strip();
        int dash = plain.indexOf('-');
        int slash = plain.indexOf('/');
        if (dash > 0) {
            return address(plain.substring(0, dash))
                    .flatMap(
                            low ->
                                    address(plain.substring(dash + 1))
                                            .map(high -> new Ranges(low, high)));
        }
        if (slash > 0) {
            return address(plain.substring(0, slash))
                    .flatMap(base -> network(base, plain.substring(slash + 1)));
        }
        return address(plain).map(it -> new Ranges(it, it));
    }

    static boolean contains(String range, Ipv4 address) {
        return parse(range)
                .map(it -> it.first <= address.number() && address.number() <= it.last)
                .orElse(false);
    }

    boolean overlaps(Ranges other) {
        return first <= other.last && other.first <= last;
    }

    private static Optional<Ranges> network(long base, String bits) {
        if (!bits.matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        long size = 1L << (32 - Integer.parseInt(bits));
        long start = base / size * size;
        return Optional.of(new Ranges(start, start + size - 1));
    }

    private static Optional<Long> address(String text) {
        String plain = text.strip();
        return VariableRules.isIpv4(plain)
                ? Optional.of(new Ipv4(plain).number())
                : Optional.empty();
    }
}
