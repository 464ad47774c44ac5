package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.guide.Release;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The versions of guide 2.1.3 that are there already. What is not installed yet has none.
final class VersionRules {
    private VersionRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("VER-01", VersionRules::kubeedge).needs("REL-01", "REL-02"),
                image("VER-02", "cloudcore", release -> release.versions().kubeedge()),
                image("VER-03", "edgemesh-agent", release -> release.versions().edgemesh()),
                Row.cluster("VER-04", VersionRules::edgeKubelets));
    }

    private static CheckResult kubeedge(HostView host) {
        return host.release(
                release ->
                        host.value(
                                "checkout.keadm",
                                found ->
                                        host.say()
                                                .advise(
                                                        Versions.bare(found)
                                                                .equals(
                                                                        Versions.bare(
                                                                                release.versions()
                                                                                        .kubeedge())),
                                                        found,
                                                        release.versions().kubeedge())));
    }

    private static Row image(String id, String workload, Function<Release, String> version) {
        return Row.cluster(
                id,
                (view, snapshot) ->
                        tag(snapshot, workload)
                                .map(
                                        found ->
                                                view.release(
                                                        release ->
                                                                view.say()
                                                                        .advise(
                                                                                Versions.bare(found)
                                                                                        .equals(
                                                                                                Versions
                                                                                                        .bare(
                                                                                                                version
                                                                                                                        .apply(
                                                                                                                                release))),
                                                                                found,
                                                                                version.apply(
                                                                                        release))))
                                .stream()
                                .toList());
    }

    /// The tag of the first image of the workload's first pod.
    private static Optional<String> tag(ClusterSnapshot snapshot, String workload) {
        return snapshot.podsIn("kubeedge").stream()
                .filter(pod -> pod.name().startsWith(workload))
                .flatMap(pod -> pod.images().stream())
                .filter(image -> image.lastIndexOf(':') > image.lastIndexOf('/'))
                .map(image -> image.substring(image.lastIndexOf(':') + 1))
                .findFirst();
    }

    private static List<CheckResult> edgeKubelets(ClusterView view, ClusterSnapshot snapshot) {
        return snapshot.nodes().stream()
                .filter(ClusterSnapshot.Node::isEdge)
                .map(
                        node ->
                                view.facts()
                                        .release()
                                        .map(
                                                release ->
                                                        ClusterView.say(node)
                                                                .advise(
                                                                        node.kubeletVersion()
                                                                                .equals(
                                                                                        release.versions()
                                                                                                .edgeKubelet()),
                                                                        node.kubeletVersion(),
                                                                        release.versions()
                                                                                .edgeKubelet()))
                                        .orElseGet(
                                                () ->
                                                        ClusterView.say(node)
                                                                .unknown(Why.RELEASE_UNKNOWN)))
                .toList();
    }
}
