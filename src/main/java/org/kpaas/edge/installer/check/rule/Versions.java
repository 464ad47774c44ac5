package org.kpaas.edge.installer.check.rule;

import java.util.List;

/// Compares versions. A wanted version of two numbers means its whole series.
final class Versions {
    private Versions() {}

    /// Without the letter that some places put in front.
    static String bare(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    static boolean inSeries(String found, String wanted) {
        return found.equals(wanted) || found.startsWith(wanted + ".");
    }

    static boolean inAny(String found, List<String> wanted) {
        return wanted.stream().anyMatch(each -> inSeries(found, each));
    }
}
