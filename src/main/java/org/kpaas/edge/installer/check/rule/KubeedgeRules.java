package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Does anything in the cluster, left over or by design, stand in the way of KubeEdge?
final class KubeedgeRules {
    private static final String CLOUDCORE_LABEL = "cloudcore";

    private KubeedgeRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("K8S-12", KubeedgeRules::nodePorts),
                Row.controlPlane("K8S-13", KubeedgeRules::namespace),
                Row.clusterOne("K8S-14", KubeedgeRules::labels).needs("VAR-04"),
                Row.site("K8S-15", KubeedgeRules::staleNodes),
                Row.clusterOne("K8S-16", KubeedgeRules::limit),
                Row.controlPlane("K8S-17", KubeedgeRules::daemonSets),
                Row.controlPlane("K8S-18", KubeedgeRules::deployments));
    }

    /// `port:namespace/name`: the release wants some for itself (T46).
    private static CheckResult nodePorts(HostView host) {
        return host.release(
                release ->
                        host.names(
                                "kube.nodeports.low",
                                used -> {
                                    List<String> taken =
                                            used.stream()
                                                    .filter(it -> isTaken(release, it))
                                                    .map(it -> it.replaceFirst(":", " "))
                                                    .toList();
                                    return host.say()
                                            .judge(
                                                    taken.isEmpty(),
                                                    taken.isEmpty() ? "free" : Listed.of(taken),
                                                    range(release));
                                }));
    }

    /// Whether somebody else has a port of CloudCore.
    private static boolean isTaken(Release release, String entry) {
        String[] parts = entry.split(":", 2);
        return parts.length == 2
                && !parts[1].equals("kubeedge/cloudcore")
                && release.loadBalancer().values().stream()
                        .anyMatch(port -> port.toString().equals(parts[0]));
    }

    private static String range(Release release) {
        return Collections.min(release.loadBalancer().values())
                + "–"
                + Collections.max(release.loadBalancer().values());
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
                    String found = Integer.toString(all);
                    Optional<Integer> one = release.workloads().nodeLimit();
                    if (one.isEmpty()) {
                        return view.say().passed(found);
                    }
                    int together = one.get() * release.versions().cloudcoreReplicas();
                    return all > together
                            ? view.say().failed(found, Integer.toString(together))
                            : view.say()
                                    .advise(all <= one.get(), found, Integer.toString(one.get()));
                });
    }

    /// Everything that nothing keeps off edges lands there (T35).
    private static CheckResult daemonSets(HostView host) {
        return landing(host, "kube.daemonsets.free", it -> it.workloads().daemonSets());
    }

    /// A Deployment that nothing keeps on cloud nodes may land on a board (T36).
    private static CheckResult deployments(HostView host) {
        return landing(host, "kube.deployments.free", it -> it.workloads().deployments());
    }

    private static CheckResult landing(
            HostView host, String key, Function<Release, List<String>> expected) {
        return host.release(
                release ->
                        host.names(
                                key,
                                free -> {
                                    List<String> landing =
                                            free.stream()
                                                    .filter(
                                                            it ->
                                                                    !expected.apply(release)
                                                                            .contains(it))
                                                    .filter(it -> !it.startsWith("kubeedge/"))
                                                    .toList();
                                    return host.say()
                                            .advise(
                                                    landing.isEmpty(),
                                                    landing.isEmpty() ? "none" : Listed.of(landing),
                                                    "none");
                                }));
    }
}
