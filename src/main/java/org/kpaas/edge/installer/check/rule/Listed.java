package org.kpaas.edge.installer.check.rule;

import java.util.List;

/// Several names as one value: at most five, then how many more.
final class Listed {
    private static final int SHOWN = 5;

    private Listed() {}

    static String of(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " (+" + (names.size() - SHOWN) + ")";
    }
}
