package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The ways to run the probe's script on its hosts. The cluster's other nodes are reached through the control plane, as
/// the platform's own scripts do it, with the same login name; they share one session there, because a host allows only
/// ten.
final class Seats {
    private static final String SCRIPT = "probe";

    private final Site site;
    private final SiteFacts facts;
    private final Remote remote;

    Seats(Site site, SiteFacts facts, Remote remote) {
        this.site = site;
        this.facts = facts;
        this.remote = remote;
    }

    /// @param arguments what the script is told on each host
    /// @param limit     of each seat, wall-clock time
    List<Seat> on(Map<Subject, List<String>> arguments, Duration limit) {
        var seats = new ArrayList<Seat>();
        var nodes = new LinkedHashMap<String, Subject>();
        arguments.forEach(
                (subject, words) -> {
                    if (subject.kind() == Subject.Kind.NODE) {
                        nodes.put(address(subject), subject);
                    } else {
                        var command =
                                Script.named(SCRIPT).with(limit, words.toArray(String[]::new));
                        seats.add(new Seat(remote, access(subject), command, Map.of("", subject)));
                    }
                });
        if (!nodes.isEmpty()) {
            seats.add(behind(nodes, arguments, limit));
        }
        return seats;
    }

    private Access access(Subject subject) {
        return subject.kind() == Subject.Kind.EDGE
                ? site.accessTo(site.edges().get(site.edgeSubjects().indexOf(subject)))
                : site.controlPlane();
    }

    private String address(Subject node) {
        return facts.cluster()
                .flatMap(cluster -> cluster.node(node.label()))
                .flatMap(Member::address)
                .orElseThrow();
    }

    private Seat behind(
            Map<String, Subject> nodes, Map<Subject, List<String>> arguments, Duration limit) {
        String plan =
                nodes.entrySet().stream()
                        .map(
                                it ->
                                        it.getKey()
                                                + " "
                                                + String.join(" ", arguments.get(it.getValue())))
                        .collect(Collectors.joining("\n"));
        var values =
                new TreeMap<>(
                        Map.of(
                                "SCRIPT",
                                Secret.of(Script.named(SCRIPT).body()),
                                "PLAN",
                                Secret.of(plan)));
        var command = Script.named("across").with(limit, values, site.controlPlane().user());
        var names = new LinkedHashMap<String, Subject>();
        nodes.forEach((address, subject) -> names.put(address + " ", subject));
        return new Seat(remote, site.controlPlane(), command, names);
    }
}
