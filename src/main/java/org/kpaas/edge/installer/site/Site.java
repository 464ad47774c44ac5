package org.kpaas.edge.installer.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything the engineer decided about one site. Grows step by step: `cloudCore` is empty and `edges` may be empty
/// until those steps are done; [org.kpaas.edge.installer.check] says what is missing or wrong between the values.
///
/// @param name      names files and reports: 1 to 40 letters, digits, `-`, `_` or `.`
/// @param simulated true for the practice site; it is then marked wherever the site shows
/// @param edges     in the order of `EDGE1_…`, `EDGE2_…`
/// @param firewall  decisions about rows; rows without one are on and unchanged
/// @param ownRows   firewall rows that the site needs beside those of the release
public record Site(
        String name,
        boolean simulated,
        Access controlPlane,
        Optional<CloudCore> cloudCore,
        List<EdgeNode> edges,
        List<RowDecision> firewall,
        List<OwnRow> ownRows,
        List<AcceptedWarning> accepted) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public Site {
        checkName(name);
        edges = List.copyOf(edges);
        firewall = List.copyOf(firewall);
        ownRows = List.copyOf(ownRows);
        accepted = List.copyOf(accepted);
    }

    /// @throws BadValue for a name that cannot be a file's name everywhere
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadValue("site-name", name);
        }
    }

    /// A site of which only the control plane is known.
    public static Site of(String name, Access controlPlane) {
        return new Site(
                name,
                false,
                controlPlane,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public Site with(CloudCore chosen) {
        return new Site(
                name,
                simulated,
                controlPlane,
                Optional.of(chosen),
                edges,
                firewall,
                ownRows,
                accepted);
    }

    public Site withEdges(List<EdgeNode> chosen) {
        return new Site(
                name, simulated, controlPlane, cloudCore, chosen, firewall, ownRows, accepted);
    }

    public Site withFirewall(List<RowDecision> chosen) {
        return new Site(name, simulated, controlPlane, cloudCore, edges, chosen, ownRows, accepted);
    }

    public Site withOwnRows(List<OwnRow> chosen) {
        return new Site(
                name, simulated, controlPlane, cloudCore, edges, firewall, chosen, accepted);
    }

    public Site withAccepted(List<AcceptedWarning> chosen) {
        return new Site(name, simulated, controlPlane, cloudCore, edges, firewall, ownRows, chosen);
    }

    /// The way from the laptop to an edge node.
    public Access accessTo(EdgeNode edge) {
        return new Access(
                edge.address().text(),
                edge.port(),
                edge.user(),
                edge.credential(),
                edge.route() == EdgeNode.Route.DIRECT
                        ? Optional.empty()
                        : Optional.of(controlPlane));
    }

    public Subject controlPlaneSubject() {
        return new Subject(Subject.Kind.CONTROL_PLANE, "control-plane", controlPlane.host());
    }

    /// One subject per edge node, in order; two edges with the same host name still have two (T09), and their labels
    /// tell them apart by the address.
    public List<Subject> edgeSubjects() {
        var subjects = new ArrayList<Subject>();
        for (EdgeNode edge : edges) {
            String name = edge.hostName().text();
            String label = isShared(edge.hostName()) ? name + " (" + edge.address() + ")" : name;
            subjects.add(new Subject(Subject.Kind.EDGE, "edge-" + (subjects.size() + 1), label));
        }
        return List.copyOf(subjects);
    }

    private boolean isShared(HostName name) {
        return edges.stream().filter(edge -> edge.hostName().equals(name)).count() > 1;
    }
}
