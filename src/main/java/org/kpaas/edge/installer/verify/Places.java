package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Verification.NodeRow;
import org.kpaas.edge.installer.verify.Verification.PodRow;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a deployment as a picture of it shows them.
///
/// @param cloud those that CloudCore was planned on included, also when the cluster has none such
/// @param edges those of the site first, then those that nobody planned
public record Places(List<Place> cloud, List<Place> edges) {
    private static final String MISSING_ON = "missing-";

    public Places {
        cloud = List.copyOf(cloud);
        edges = List.copyOf(edges);
    }

    /// @param detail  the address of an edge node; empty for others
    /// @param core    whether CloudCore was planned there
    /// @param verdict the worst of what is known of the node, of its host and of the pods there; a known deviation is
    ///                healthy here; empty when nothing was verified
    public record Place(String name, String detail, boolean core, Optional<Verdict> verdict) {}

    public static Places of(Site site, Optional<Verification> verification) {
        Map<String, Verdict> verdicts = verification.map(Places::verdicts).orElse(Map.of());
        List<NodeRow> rows = verification.map(Verification::nodes).orElse(List.of());
        List<String> chosen =
                site.cloudCore().stream().flatMap(it -> nodes(it).stream()).distinct().toList();
        var cloud = new ArrayList<Place>();
        var edges = new ArrayList<Place>();
        Set<String> planned = new HashSet<>();
        for (EdgeNode edge : site.edges()) {
            String name = edge.hostName().text();
            edges.add(place(name, edge.address().text(), false, verdicts));
            planned.add(name);
        }
        for (NodeRow row : rows) {
            String name = row.name();
            if (!row.edge()) {
                cloud.add(place(name, "", chosen.contains(name), verdicts));
            } else if (!planned.contains(name)) {
                edges.add(place(name, "", false, verdicts));
            }
        }
        chosen.stream()
                .filter(name -> cloud.stream().noneMatch(place -> place.name().equals(name)))
                .forEach(name -> cloud.add(place(name, "", true, verdicts)));
        return new Places(cloud, edges);
    }

    /// Where edge nodes reach CloudCore: its address, behind another one where they differ.
    public static String address(CloudCore cloudCore) {
        String address =
                cloudCore.publicVip().equals(cloudCore.privateVip())
                        ? cloudCore.privateVip().text()
                        : cloudCore.publicVip() + " → " + cloudCore.privateVip();
        return address + " : 10000–10004";
    }

    private static List<String> nodes(CloudCore cloudCore) {
        return List.of(cloudCore.node1().text(), cloudCore.node2().text());
    }

    private static Place place(
            String name, String detail, boolean core, Map<String, Verdict> verdicts) {
        return new Place(name, detail, core, Optional.ofNullable(verdicts.get(name)));
    }

    private static Map<String, Verdict> verdicts(Verification found) {
        var worst = new HashMap<String, Verdict>();
        found.nodes().forEach(row -> add(worst, row.name(), row.verdict()));
        found.pods().forEach(row -> add(worst, node(row), row.verdict()));
        found.rows().stream()
                .filter(row -> row.id().area() == RowId.Area.EDGES)
                .forEach(row -> add(worst, row.subject(), row.verdict()));
        return worst;
    }

    private static void add(Map<String, Verdict> worst, String node, Verdict verdict) {
        Verdict shown = verdict == Verdict.KNOWN ? Verdict.HEALTHY : verdict;
        worst.merge(node, shown, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static String node(PodRow row) {
        return row.pod()
                .map(Pod::node)
                .orElse(
                        row.reason().filter(key -> key.startsWith(MISSING_ON)).isPresent()
                                ? row.wanted()
                                : "");
    }
}
