package org.kpaas.edge.installer.check.rule;

import java.util.Locale;

/// Amounts of memory and disk for people.
final class Size {
    private static final long MIB = 1024;
    private static final long GIB = 1024 * MIB;

    private Size() {}

    /// `512 MiB`, or `1.5 GiB`.
    static String ofKib(long kib) {
        return kib < GIB
                ? kib / MIB + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", (double) kib / GIB);
    }
}
