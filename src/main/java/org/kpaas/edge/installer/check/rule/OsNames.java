package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.guide.Release;

import java.util.stream.Collectors;

/// The operating systems of a release's table, for people.
final class OsNames {
    private OsNames() {}

    /// For instance `ubuntu 20.04 arm64, ubuntu 22.04 arm64`.
    static String of(Release release, Release.Side side) {
        return release.os().stream()
                .filter(row -> row.side() == side)
                .map(row -> row.id() + " " + row.version() + " " + row.architecture())
                .collect(Collectors.joining(", "));
    }
}
