package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;

import java.util.List;
import java.util.Optional;

/// Which connections are left after the engineer's decisions about rows. A row that was switched off gives none. A narrowed
/// one is tried from the sources that are left; one that lets a source in on purpose does not have to be closed to it. What
/// is vital is tried from every source all the same: without it the deployment fails, whatever was decided.
record RowFilter(Site site, Release release) {
    /// @param addresses under which the source shows; empty when nobody knows
    boolean keeps(Flow flow, List<String> addresses) {
        return isKnown(flow.row())
                && decision(flow.row()).filter(it -> !keeps(flow, addresses, it)).isEmpty();
    }

    private boolean keeps(Flow flow, List<String> addresses, RowDecision decision) {
        if (!decision.enabled()) {
            return false;
        }
        boolean let = isLet(addresses, decision.sources());
        if (!flow.wanted()) {
            return !let;
        }
        boolean narrowed = !decision.sources().isEmpty() && !addresses.isEmpty();
        return !narrowed || let || isVital(flow.row());
    }

    private static boolean isLet(List<String> addresses, List<String> sources) {
        return sources.stream()
                .anyMatch(
                        source ->
                                source.equals(SourceRange.ANYONE)
                                        || addresses.stream()
                                                .anyMatch(it -> SourceRange.covers(source, it)));
    }

    private Optional<RowDecision> decision(String row) {
        return site.firewall().stream().filter(it -> it.row().equals(row)).findFirst();
    }

    private boolean isKnown(String row) {
        return release.ports().stream().anyMatch(it -> it.id().equals(row))
                || site.ownRows().stream().anyMatch(it -> it.row().equals(row));
    }

    private boolean isVital(String row) {
        return release.ports().stream()
                .anyMatch(it -> it.id().equals(row) && it.meaning() == Meaning.VITAL);
    }
}
