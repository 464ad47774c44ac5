package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.stream.Stream;

/// The hosts of a site as they described themselves.
final class Machines {
    private Machines() {}

    /// The control plane, then the edge nodes in the site's order; those that did not answer are left out.
    static List<Report.Machine> of(Site site, SiteFacts facts) {
        return Stream.concat(Stream.of(site.controlPlaneSubject()), site.edgeSubjects().stream())
                .flatMap(subject -> facts.host(subject).map(it -> machine(subject, it)).stream())
                .toList();
    }

    private static Report.Machine machine(Subject subject, HostFacts facts) {
        return new Report.Machine(
                subject.id(),
                facts.value("host.name").orElse(subject.label()),
                facts.value("os.pretty").orElse(""),
                facts.value("kernel.arch").orElse(""),
                facts.value("board.model").orElse(""),
                facts.value("crio.version").map(version -> "CRI-O " + version).orElse(""));
    }
}
