package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Are the names and addresses of the edge nodes their own? Two edges with one name are one in the inventory (T09), a
/// control plane's name or address turns the plays against the cluster itself (T10).
final class EdgeVariableRules {
    private EdgeVariableRules() {}

    static List<Row> rows() {
        return List.of(
                Row.site("VAR-06", EdgeVariableRules::names),
                Row.site("VAR-07", EdgeVariableRules::addresses));
    }

    /// Whether an earlier or later edge of the site has the same host name.
    static boolean shared(Site site, EdgeNode edge) {
        return site.edges().stream().filter(it -> it.hostName().equals(edge.hostName())).count()
                > 1;
    }

    /// One result per name: a name that several edges share is one conflict, told at the last of them.
    private static List<CheckResult> names(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            String name = site.edges().get(i).hostName().text();
            List<String> owners = owners(site, name);
            if (owners.getLast().equals(subjects.get(i).id())) {
                results.add(name(site, facts, new Say(subjects.get(i)), name, owners));
            }
        }
        return results;
    }

    private static CheckResult name(
            Site site, SiteFacts facts, Say say, String name, List<String> owners) {
        if (owners.size() > 1) {
            return say.failed(name + " (" + String.join(", ", owners) + ")", "unique");
        }
        Set<String> nodes = cloudNames(facts);
        if (nodes.contains(name)) {
            return say.failed(name, "not-a-node");
        }
        if (reserved(facts, name)) {
            return say.warned(name, "not-reserved");
        }
        return nodes.isEmpty() ? Row.clusterUnread(facts, say) : say.passed(name);
    }

    private static List<String> owners(Site site, String name) {
        var owners = new ArrayList<String>();
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            if (site.edges().get(i).hostName().text().equals(name)) {
                owners.add(subjects.get(i).id());
            }
        }
        return owners;
    }

    private static Set<String> cloudNames(SiteFacts facts) {
        var names = new TreeSet<String>();
        facts.cluster().stream()
                .flatMap(it -> ClusterView.cloudNodes(it).stream())
                .forEach(node -> names.add(node.name()));
        ShellVariables variables = ShellVariables.ofCluster(facts);
        variables.raw().keySet().stream()
                .filter(key -> key.matches("(MASTER|WORKER)[0-9]+_NODE_HOSTNAME"))
                .forEach(key -> variables.value(key).ifPresent(names::add));
        return names;
    }

    /// Guide 4 reserves prefixes for resources of every kind; a node is one.
    private static boolean reserved(SiteFacts facts, String name) {
        return facts.release().stream()
                .flatMap(release -> release.reserved().stream())
                .anyMatch(row -> row.covers("Node", name));
    }

    private static List<CheckResult> addresses(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            results.add(address(site, facts, i, new Say(subjects.get(i))));
        }
        return results;
    }

    private static CheckResult address(Site site, SiteFacts facts, int index, Say say) {
        EdgeNode edge = site.edges().get(index);
        String address = edge.address().text();
        Optional<String> node = cloudOwner(facts, address);
        if (node.isPresent()) {
            return say.failed(address, node.get());
        }
        boolean vip =
                site.cloudCore()
                        .map(
                                it ->
                                        it.publicVip().equals(edge.address())
                                                || it.privateVip().equals(edge.address()))
                        .orElse(false);
        if (vip) {
            return say.failed(address, "CloudCore");
        }
        for (int i = 0; i < index; i++) {
            EdgeNode earlier = site.edges().get(i);
            if (earlier.address().equals(edge.address())) {
                String owner = site.edgeSubjects().get(i).id();
                return earlier.port().equals(edge.port())
                        ? say.failed(address, owner)
                        : say.warned(address, owner);
            }
        }
        return cloudNames(facts).isEmpty() ? Row.clusterUnread(facts, say) : say.passed(address);
    }

    private static Optional<String> cloudOwner(SiteFacts facts, String address) {
        Optional<String> node =
                facts.cluster().stream()
                        .flatMap(it -> ClusterView.cloudNodes(it).stream())
                        .filter(it -> it.internalIps().contains(address))
                        .map(ClusterSnapshot.Node::name)
                        .findFirst();
        if (node.isPresent()) {
            return node;
        }
        ShellVariables variables = ShellVariables.ofCluster(facts);
        return variables.raw().keySet().stream()
                .filter(key -> key.matches("(MASTER|WORKER)[0-9]+_NODE_(PUBLIC|PRIVATE)_IP"))
                .filter(key -> variables.value(key).map(address::equals).orElse(false))
                .findFirst();
    }
}
