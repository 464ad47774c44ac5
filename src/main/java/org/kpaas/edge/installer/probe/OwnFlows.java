package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.Reach.Path;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.probe.Flow.Spot;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SourceRange;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;

/// The connections of the rows that a site has beside those of the release: from each host whose address the row names; of
/// a range of ports the first one. What anyone may reach is tried from the laptop.
final class OwnFlows {
    private final List<Place> places = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();

    /// A host under the address that others reach it at.
    private record Place(String role, Subject subject, String address) {}

    private OwnFlows() {}

    static List<Flow> of(Site site, List<Member> members) {
        var own = new OwnFlows();
        members.forEach(it -> own.places.add(new Place(it.role(), it.subject(), it.address())));
        for (int i = 0; i < site.edges().size(); i++) {
            String address = site.edges().get(i).address().text();
            own.places.add(new Place("edge", site.edgeSubjects().get(i), address));
        }
        site.ownRows().forEach(own::row);
        return own.flows;
    }

    private void row(OwnRow row) {
        for (Place target : places) {
            if (target.role().equals(row.role())) {
                row(row, target);
            }
        }
    }

    private void row(OwnRow row, Place target) {
        if (row.sources().isEmpty()) {
            flows.add(flow(row, Subject.LAPTOP, target));
        }
        places.stream()
                .filter(it -> !it.equals(target) && isNamed(row, it))
                .forEach(from -> flows.add(flow(row, from.subject(), target)));
    }

    private static boolean isNamed(OwnRow row, Place source) {
        return row.sources().stream().anyMatch(it -> SourceRange.covers(it, source.address()));
    }

    private static Flow flow(OwnRow row, Subject from, Place target) {
        Protocol protocol = row.protocol().equals("tcp") ? Protocol.TCP : Protocol.UDP;
        return new Flow(
                from,
                target.subject(),
                target.address(),
                row.from(),
                row.from(),
                protocol,
                Path.DIRECT,
                true,
                row.row(),
                List.of(new Spot(target.subject(), target.address(), row.from(), protocol)));
    }
}
