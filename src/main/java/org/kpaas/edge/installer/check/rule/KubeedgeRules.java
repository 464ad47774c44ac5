package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Does anything in the cluster, left over or by design, stand in the way of KubeEdge?
final class KubeedgeRules {
    private static final String CLOUDCORE_LABEL = "cloudcore";

    /// What one CloudCore of the release's own ConfigMap serves (T47).
    private static final int EDGES_PER_CLOUDCORE = 10;

    /// The script patches the first three itself; the last lands on edges at every site of the release, which the
    /// verification explains as a known deviation (T35).
    private static final Set<String> EXPECTED =
            Set.of(
                    "kube-system/calico-node",
                    "kube-system/kube-proxy",
                    "metallb-system/speaker",
                    "kube-system/nodelocaldns");

    private KubeedgeRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("K8S-12", KubeedgeRules::nodePorts),
                Row.controlPlane("K8S-13", KubeedgeRules::namespace),
                Row.clusterOne("K8S-14", KubeedgeRules::labels).needs("VAR-04"),
                Row.site("K8S-15", KubeedgeRules::staleNodes),
                Row.clusterOne("K8S-16", KubeedgeRules::limit),
                Row.controlPlane("K8S-17", KubeedgeRules::daemonSets));
    }

    /// `namespace/name:port port;…`: the release wants 30000 to 30004 for itself (T46).
    private static CheckResult nodePorts(HostView host) {
        return host.release(
                release ->
                        host.value(
                                "kube.nodeports",
                                text -> {
                                    List<String> taken = taken(text, release);
                                    return host.say()
                                            .judge(
                                                    taken.isEmpty(),
                                                    taken.isEmpty() ? "free" : Listed.of(taken),
                                                    "30000–30004");
                                }));
    }

    private static List<String> taken(String services, Release release) {
        var taken = new ArrayList<String>();
        Set<String> wanted = new HashSet<>();
        release.loadBalancer().values().forEach(port -> wanted.add(port.toString()));
        for (String service : services.split(";", -1)) {
            String[] parts = service.split(":", 2);
            if (parts.length == 2 && !parts[0].strip().equals("kubeedge/cloudcore")) {
                Stream.of(parts[1].trim().split(" +"))
                        .filter(wanted::contains)
                        .forEach(port -> taken.add(port + " " + parts[0].strip()));
            }
        }
        return taken;
    }

    private static CheckResult namespace(HostView host) {
        return host.value(
                "kube.namespace.kubeedge",
                phase -> host.say().judge(!phase.equals("Terminating"), phase, "Active"));
    }

    /// Labels of an earlier run attract CloudCore to other nodes (T38).
    private static CheckResult labels(ClusterView view, ClusterSnapshot snapshot) {
        Set<String> chosen = new HashSet<>();
        view.site()
                .cloudCore()
                .ifPresent(
                        it ->
                                Stream.of(it.node1(), it.node2())
                                        .map(HostName::text)
                                        .forEach(chosen::add));
        List<String> stale =
                snapshot.nodes().stream()
                        .filter(it -> "enable".equals(it.labels().get(CLOUDCORE_LABEL)))
                        .map(ClusterSnapshot.Node::name)
                        .filter(it -> !chosen.contains(it))
                        .toList();
        return view.say()
                .advise(
                        stale.isEmpty(),
                        stale.isEmpty() ? "none" : Listed.of(stale),
                        chosen.isEmpty() ? "none" : Listed.of(chosen.stream().sorted().toList()));
    }

    /// A node object with the name of an edge that is not joined: another machine has it, or an old one left it.
    private static List<CheckResult> staleNodes(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        List<Subject> subjects = site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            Say say = new Say(subjects.get(i));
            String name = site.edges().get(i).hostName().text();
            results.add(
                    facts.cluster()
                            .map(it -> staleNode(facts, say, it.node(name)))
                            .orElseGet(() -> Row.clusterUnread(facts, say)));
        }
        return results;
    }

    private static CheckResult staleNode(
            SiteFacts facts, Say say, Optional<ClusterSnapshot.Node> node) {
        boolean joined =
                facts.host(say.on()).flatMap(it -> it.flag("edgecore.active")).orElse(false);
        if (node.isEmpty() || !node.get().isEdge() || joined) {
            return say.passed("none");
        }
        return node.get().isReady() ? say.failed("Ready", "none") : say.warned("NotReady", "none");
    }

    private static CheckResult limit(ClusterView view, ClusterSnapshot snapshot) {
        return view.release(
                release -> {
                    Set<String> names = new HashSet<>();
                    view.site().edges().forEach(edge -> names.add(edge.hostName().text()));
                    snapshot.nodes().stream()
                            .filter(ClusterSnapshot.Node::isEdge)
                            .forEach(node -> names.add(node.name()));
                    int all = names.size();
                    int replicas = release.versions().cloudcoreReplicas();
                    boolean ownConfiguration = release.variables().cloudcore1().isPresent();
                    String found = Integer.toString(all);
                    if (ownConfiguration && all > EDGES_PER_CLOUDCORE * replicas) {
                        return view.say()
                                .failed(found, Integer.toString(EDGES_PER_CLOUDCORE * replicas));
                    }
                    return view.say()
                            .advise(
                                    !ownConfiguration || all <= EDGES_PER_CLOUDCORE,
                                    found,
                                    Integer.toString(EDGES_PER_CLOUDCORE));
                });
    }

    /// `namespace/name:keys of its node affinity;…` (T35).
    private static CheckResult daemonSets(HostView host) {
        return host.value(
                "kube.daemonsets",
                text -> {
                    var landing = new ArrayList<String>();
                    for (String row : text.split(";", -1)) {
                        String[] parts = row.split(":", 2);
                        String name = parts[0].strip();
                        if (parts.length == 2
                                && !parts[1].contains(ClusterView.EDGE_ROLE)
                                && !EXPECTED.contains(name)
                                && !name.startsWith("kubeedge/")) {
                            landing.add(name);
                        }
                    }
                    return host.say()
                            .advise(
                                    landing.isEmpty(),
                                    landing.isEmpty() ? "none" : Listed.of(landing),
                                    "none");
                });
    }
}
