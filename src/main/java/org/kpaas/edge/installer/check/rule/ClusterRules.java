package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Is the cluster the one that the release expects, and is it well?
final class ClusterRules {
    /// Without these nothing of the deployment works; others in the namespace may have troubles of their own.
    private static final Pattern CORE =
            Pattern.compile(
                    "(kube-apiserver|kube-controller-manager|kube-scheduler|etcd|kube-proxy|coredns|calico-)"
                        + ".*");

    private static final List<String> METALLB_RESOURCES =
            List.of("ipaddresspools.metallb.io", "l2advertisements.metallb.io");

    private ClusterRules() {}

    static List<Row> rows() {
        return List.of(
                Row.site(Row.REACH_CLUSTER, ClusterRules::readable),
                Row.clusterOne("K8S-02", ClusterRules::version),
                Row.cluster("K8S-03", ClusterRules::ready),
                Row.cluster("K8S-04", ClusterRules::system),
                Row.cluster("K8S-05", ClusterRules::runtime),
                Row.clusterOne("K8S-06", ClusterRules::kubeSystem).needs("K8S-03"),
                Row.clusterOne("K8S-07", ClusterRules::metallb).needs("K8S-03"),
                Row.controlPlane("K8S-11", ClusterRules::strictArp),
                Row.cluster("K8S-19", ClusterRules::taints));
    }

    private static List<CheckResult> readable(Site site, SiteFacts facts) {
        Say say = new Say(Subject.CLUSTER);
        if (facts.cluster().isPresent()) {
            return Stream.concat(
                            Stream.of(say.passed(facts.cluster().get().serverVersion())),
                            rootLacksKubectl(site, facts).stream())
                    .toList();
        }
        if (facts.whyUnread(site.controlPlaneSubject()).isPresent()) {
            return List.of(say.notAsked(Row.REACH_CONTROL_PLANE));
        }
        return List.of(
                facts.whyUnread(Subject.CLUSTER)
                        .map(problem -> say.failed(problem.code(), "kubeconfig"))
                        .orElseGet(() -> say.unknown(Why.CLUSTER_UNREAD)));
    }

    /// The tasks of the playbook call kubectl as root.
    private static Optional<CheckResult> rootLacksKubectl(Site site, SiteFacts facts) {
        return facts.controlPlane()
                .flatMap(host -> host.flag("root.kubectl"))
                .filter(works -> !works)
                .map(
                        no ->
                                new Say(site.controlPlaneSubject())
                                        .failed("root-kubectl", "kubeconfig"));
    }

    private static CheckResult version(ClusterView view, ClusterSnapshot snapshot) {
        return view.release(
                release ->
                        view.say()
                                .advise(
                                        snapshot.serverVersion()
                                                .equals(release.versions().kubernetes()),
                                        snapshot.serverVersion(),
                                        release.versions().kubernetes()));
    }

    private static List<CheckResult> ready(ClusterView view, ClusterSnapshot snapshot) {
        return ClusterView.cloudNodes(snapshot).stream()
                .map(
                        node ->
                                ClusterView.say(node)
                                        .judge(
                                                node.isReady() && node.pressures().isEmpty(),
                                                state(node),
                                                "Ready"))
                .toList();
    }

    private static String state(ClusterSnapshot.Node node) {
        if (node.isReady()) {
            return String.join(
                    ", ", Stream.concat(Stream.of("Ready"), node.pressures().stream()).toList());
        }
        return node.reason().isBlank() ? "NotReady" : "NotReady: " + node.reason();
    }

    private static List<CheckResult> system(ClusterView view, ClusterSnapshot snapshot) {
        return view.eachCloudNode(
                snapshot,
                (release, node) -> {
                    boolean good =
                            release.os().stream()
                                    .filter(row -> row.side() == Release.Side.CLOUD)
                                    .anyMatch(row -> fits(row, node));
                    return ClusterView.say(node)
                            .advise(
                                    good,
                                    node.osImage() + ", " + node.architecture(),
                                    OsNames.of(release, Release.Side.CLOUD));
                });
    }

    /// `Ubuntu 22.04.5 LTS` is 22.04.
    private static boolean fits(Release.OsRow row, ClusterSnapshot.Node node) {
        return row.architecture().equals(node.architecture())
                && node.osImage()
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches(Pattern.quote(row.id() + " " + row.version()) + "\\b.*");
    }

    private static List<CheckResult> runtime(ClusterView view, ClusterSnapshot snapshot) {
        return view.eachCloudNode(
                snapshot,
                (release, node) -> {
                    String wanted = release.versions().crioCloud();
                    return ClusterView.say(node)
                            .advise(
                                    Versions.inSeries(
                                                    node.runtime().replaceFirst("^cri-o://", ""),
                                                    wanted)
                                            && node.runtime().startsWith("cri-o://"),
                                    node.runtime(),
                                    "cri-o://" + wanted);
                });
    }

    /// Pods on edge nodes are another matter: some of the cluster's own land there by design of the release (T35).
    private static CheckResult kubeSystem(ClusterView view, ClusterSnapshot snapshot) {
        List<ClusterSnapshot.Pod> bad =
                snapshot.podsIn("kube-system").stream()
                        .filter(pod -> !pod.isReady() && !isDone(pod))
                        .filter(pod -> !onEdge(snapshot, pod))
                        .toList();
        String found = Listed.of(bad.stream().map(it -> it.name() + " " + it.status()).toList());
        if (bad.stream().anyMatch(pod -> CORE.matcher(pod.name()).matches())) {
            return view.say().failed(found, "Running");
        }
        return view.say().advise(bad.isEmpty(), bad.isEmpty() ? "Running" : found, "Running");
    }

    private static boolean isDone(ClusterSnapshot.Pod pod) {
        return pod.status().equals("Completed") || pod.status().equals("Succeeded");
    }

    private static boolean onEdge(ClusterSnapshot snapshot, ClusterSnapshot.Pod pod) {
        return snapshot.node(pod.node()).map(ClusterSnapshot.Node::isEdge).orElse(false);
    }

    private static CheckResult metallb(ClusterView view, ClusterSnapshot snapshot) {
        List<ClusterSnapshot.Pod> pods =
                snapshot.podsIn("metallb-system").stream()
                        .filter(ClusterSnapshot.Pod::isReady)
                        .toList();
        long controllers = count(pods, "controller");
        long speakers = count(pods, "speaker");
        int nodes = ClusterView.cloudNodes(snapshot).size();
        String found = "controller %d, speaker %d".formatted(controllers, speakers);
        String wanted =
                "controller 1, speaker %d, CRD %d".formatted(nodes, METALLB_RESOURCES.size());
        if (controllers < 1 || speakers < nodes) {
            return view.say().failed(found, wanted);
        }
        return view.facts()
                .controlPlane()
                .flatMap(host -> host.value("kube.metallb.resources"))
                .map(text -> METALLB_RESOURCES.stream().filter(text::contains).count())
                .map(
                        there ->
                                view.say()
                                        .judge(
                                                there == METALLB_RESOURCES.size(),
                                                found + ", CRD " + there,
                                                wanted))
                .orElseGet(() -> view.say().unknown(Why.FACT_MISSING));
    }

    private static long count(List<ClusterSnapshot.Pod> pods, String word) {
        return pods.stream().filter(pod -> pod.name().contains(word)).count();
    }

    private static CheckResult strictArp(HostView host) {
        return host.value(
                "kube.proxy.mode",
                mode -> {
                    if (!mode.equals("ipvs")) {
                        return host.say().passed(mode);
                    }
                    boolean strict = host.host().flag("kube.proxy.strict.arp").orElse(isTrue(host));
                    return host.say().advise(strict, "ipvs, strictARP " + strict, "strictARP true");
                });
    }

    private static boolean isTrue(HostView host) {
        return host.host().value("kube.proxy.strict.arp").map("true"::equals).orElse(false);
    }

    /// EdgeMesh of the earlier releases tolerates nothing: no relay on a tainted control plane (T52).
    private static List<CheckResult> taints(ClusterView view, ClusterSnapshot snapshot) {
        return view.facts()
                .release()
                .map(
                        release ->
                                ClusterView.controlPlanes(snapshot).stream()
                                        .map(node -> taint(release, node))
                                        .toList())
                .orElseGet(() -> List.of(view.say().unknown(Why.RELEASE_UNKNOWN)));
    }

    private static CheckResult taint(Release release, ClusterSnapshot.Node node) {
        Optional<String> taint =
                node.taints().stream()
                        .filter(it -> it.endsWith(":NoSchedule") || it.endsWith(":NoExecute"))
                        .filter(it -> !release.workloads().meshTolerates().contains(key(it)))
                        .findFirst();
        return ClusterView.say(node).advise(taint.isEmpty(), taint.orElse("none"), "none");
    }

    /// `key`, of `key=value:effect` or `key:effect`.
    private static String key(String taint) {
        return taint.replaceFirst("[=:].*", "");
    }
}
