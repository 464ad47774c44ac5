package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification.Count;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

class VerifierTest {
    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();

    /// One thing broken, and the only reasons that may appear.
    private record Broken(
            String what, Consumer<SampleCluster> how, Verdict verdict, String... reasons) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void theSampleOfTheGuideIsHealthy() {
        var verification = judge(new SampleCluster());
        assertThat(reasons(verification)).isEmpty();
        assertThat(verification.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(verification.nodes()).hasSize(5);
        assertThat(verification.pods()).hasSize(32);
        assertThat(count(verification, "kubeedge/edgemesh-agent"))
                .isEqualTo(
                        new Count(
                                "kubeedge/edgemesh-agent", 5, 5, false, "4 + 1", Verdict.HEALTHY));
        assertThat(count(verification, "kube-system/kube-apiserver").found()).isEqualTo(1);
        assertThat(count(verification, "kube-system/coredns").atLeast()).isTrue();
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(
                        "edge node missing",
                        c -> c.withoutNode("cp-edge"),
                        Verdict.UNHEALTHY,
                        "edge-missing",
                        "missing-no-node"),
                new Broken(
                        "edge node not ready",
                        c -> c.node("cp-edge", n -> node(n, "Unknown", "NodeStatusUnknown")),
                        Verdict.UNHEALTHY,
                        "node-not-ready"),
                new Broken(
                        "edge node just joined",
                        c ->
                                c.node(
                                        "cp-edge",
                                        n -> aged(node(n, "False", ""), SampleCluster.JUST_NOW)),
                        Verdict.WAITING,
                        "node-starting"),
                new Broken(
                        "edge node without its roles",
                        c -> c.node("cp-edge", n -> labelled(n, Map.of())),
                        Verdict.UNHEALTHY,
                        "edge-roles"),
                new Broken(
                        "edge node of another version",
                        c ->
                                c.node(
                                        "cp-edge",
                                        n ->
                                                built(
                                                        n,
                                                        "arm64",
                                                        n.runtime(),
                                                        "v1.22.6-kubeedge-v1.12.0")),
                        Verdict.UNHEALTHY,
                        "edge-version"),
                new Broken(
                        "edge node of another architecture",
                        c ->
                                c.node(
                                        "cp-edge",
                                        n -> built(n, "amd64", n.runtime(), n.kubeletVersion())),
                        Verdict.UNHEALTHY,
                        "edge-architecture"),
                new Broken(
                        "edge node with another runtime",
                        c -> c.node("cp-edge", n -> runtime(n, "containerd://1.7.2")),
                        Verdict.UNHEALTHY,
                        "edge-runtime"),
                new Broken(
                        "edge node with the guide's runtime",
                        c -> c.node("cp-edge", n -> runtime(n, "cri-o://1.24.0")),
                        Verdict.KNOWN,
                        "edge-runtime-accepted"),
                new Broken(
                        "edge node without a usable name",
                        c -> c.withNode(SampleCluster.edge("default-edge-node")),
                        Verdict.UNHEALTHY,
                        "default-edge-node",
                        "missing-on"),
                new Broken(
                        "cloud node of another version",
                        c -> c.node("cp-worker-2", n -> built(n, "amd64", n.runtime(), "v1.30.6")),
                        Verdict.KNOWN,
                        "cloud-version"),
                new Broken(
                        "cloud node not ready",
                        c -> c.node("cp-worker-2", n -> node(n, "False", "KubeletNotReady")),
                        Verdict.UNHEALTHY,
                        "node-not-ready"),
                new Broken(
                        "cordoned node",
                        c ->
                                c.node(
                                        "cp-edge",
                                        n ->
                                                tainted(
                                                        n,
                                                        "node.kubernetes.io/unschedulable:NoSchedule")),
                        Verdict.KNOWN,
                        "cordoned"),
                new Broken(
                        "chosen node without the label",
                        c -> c.node("cp-worker-1", n -> labelled(n, Map.of())),
                        Verdict.UNHEALTHY,
                        "cloudcore-label-missing"),
                new Broken(
                        "old label",
                        c -> c.node("cp-worker-3", n -> labelled(n, Map.of("cloudcore", "enable"))),
                        Verdict.KNOWN,
                        "cloudcore-label-stale"),
                new Broken(
                        "chosen node gone",
                        c -> c.withoutNode("cp-worker-1"),
                        Verdict.UNHEALTHY,
                        "cloudcore-node-missing",
                        "missing"),
                new Broken(
                        "a CloudCore pod missing",
                        c -> c.withoutPod("cloudcore-758-cp-master"),
                        Verdict.UNHEALTHY,
                        "missing"),
                new Broken(
                        "a CloudCore pod pending for long",
                        c -> c.pod("cloudcore-758-cp-master", p -> status(p, "Pending", "0/5")),
                        Verdict.UNHEALTHY,
                        "pending"),
                new Broken(
                        "a CloudCore pod created just now",
                        c ->
                                c.pod(
                                        "cloudcore-758-cp-master",
                                        p -> young(status(p, "ContainerCreating", ""))),
                        Verdict.WAITING,
                        "starting"),
                new Broken(
                        "a CloudCore pod of another version",
                        c ->
                                c.pod(
                                        "cloudcore-758-cp-master",
                                        p -> image(p, "kubeedge/cloudcore:v1.12.0")),
                        Verdict.UNHEALTHY,
                        "image-version"),
                new Broken(
                        "a CloudCore pod that restarts",
                        c -> c.pod("cloudcore-758-cp-master", p -> restarted(p, 4)),
                        Verdict.KNOWN,
                        "restarted"),
                new Broken(
                        "an image that cannot be fetched",
                        c ->
                                c.pod(
                                        "edgemesh-agent-cp-edge",
                                        p -> status(p, "ImagePullBackOff", "")),
                        Verdict.UNHEALTHY,
                        "image"),
                new Broken(
                        "a crash loop",
                        c ->
                                c.pod(
                                        "edgemesh-agent-cp-edge",
                                        p -> status(p, "CrashLoopBackOff", "")),
                        Verdict.UNHEALTHY,
                        "crash"),
                new Broken(
                        "containers not ready",
                        c -> c.pod("metrics-server-b5f8f-x", p -> status(p, "Running", "")),
                        Verdict.UNHEALTHY,
                        "not-ready"),
                new Broken(
                        "creating for long",
                        c ->
                                c.pod(
                                        "edgemesh-agent-cp-edge",
                                        p -> status(p, "ContainerCreating", "")),
                        Verdict.UNHEALTHY,
                        "stuck"),
                new Broken(
                        "a pod being ended",
                        c -> c.pod("kube-proxy-cp-master", p -> status(p, "Terminating", "")),
                        Verdict.WAITING,
                        "terminating"),
                new Broken(
                        "a pod that cannot be ended",
                        c ->
                                c.node("cp-edge", n -> node(n, "Unknown", ""))
                                        .pod(
                                                "edgemesh-agent-cp-edge",
                                                p -> status(p, "Terminating", "")),
                        Verdict.UNHEALTHY,
                        "node-not-ready",
                        "terminating-dead"),
                new Broken(
                        "no agent on one node",
                        c -> c.withoutPod("edgemesh-agent-cp-worker-2"),
                        Verdict.UNHEALTHY,
                        "missing-on"),
                new Broken(
                        "no agent yet on a new node",
                        c ->
                                c.withoutPod("edgemesh-agent-cp-edge")
                                        .node("cp-edge", n -> aged(n, SampleCluster.JUST_NOW)),
                        Verdict.WAITING,
                        "missing-yet"),
                new Broken(
                        "no scheduler",
                        c -> c.withoutPod("kube-scheduler-cp-master"),
                        Verdict.UNHEALTHY,
                        "missing-on"),
                new Broken(
                        "one coredns",
                        c -> c.withoutPod("coredns-657-b"),
                        Verdict.UNHEALTHY,
                        "missing"),
                new Broken(
                        "coredns on the edge",
                        c -> c.pod("coredns-657-b", p -> on(p, "cp-edge")),
                        Verdict.UNHEALTHY,
                        "on-edge"),
                new Broken(
                        "kube-proxy on the edge",
                        c ->
                                c.add(
                                        "kube-system",
                                        "DaemonSet/kube-proxy",
                                        "kube-proxy-cp-edge",
                                        "cp-edge",
                                        ""),
                        Verdict.UNHEALTHY,
                        "on-edge"),
                new Broken(
                        "nodelocaldns crashing on the edge",
                        c ->
                                c.add(
                                                "kube-system",
                                                "DaemonSet/nodelocaldns",
                                                "nodelocaldns-cp-edge",
                                                "cp-edge",
                                                "")
                                        .pod(
                                                "nodelocaldns-cp-edge",
                                                p -> status(p, "CrashLoopBackOff", "")),
                        Verdict.KNOWN,
                        "nodelocaldns-edge"),
                new Broken(
                        "nodelocaldns waiting for the edge",
                        c ->
                                c.add(
                                                "kube-system",
                                                "DaemonSet/nodelocaldns",
                                                "nodelocaldns-cp-edge",
                                                "",
                                                "")
                                        .pod("nodelocaldns-cp-edge", p -> status(p, "Pending", "")),
                        Verdict.KNOWN,
                        "nodelocaldns-edge"),
                new Broken(
                        "another add-on that fails",
                        c ->
                                c.add(
                                                "kube-system",
                                                "Deployment/snapshot-controller",
                                                "snapshot-controller-1",
                                                "cp-worker-1",
                                                "")
                                        .pod(
                                                "snapshot-controller-1",
                                                p -> status(p, "CrashLoopBackOff", "")),
                        Verdict.UNHEALTHY,
                        "crash"),
                new Broken(
                        "the service without its address",
                        c -> c.serviceAt(),
                        Verdict.UNHEALTHY,
                        "address-pending"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void oneBrokenThingGivesItsReasonAndNoOther(Broken broken) {
        var cluster = new SampleCluster();
        broken.how().accept(cluster);
        var verification = judge(cluster);
        assertThat(verification.verdict()).isEqualTo(broken.verdict());
        assertThat(reasons(verification)).containsOnly(broken.reasons());
        for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
            assertThat(words(verification, Texts.of(locale)))
                    .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{"));
        }
    }

    @Test
    void aTaintedNodeNeedsNoAgentBeforeReleasesTolerateIt() {
        var cluster =
                new SampleCluster()
                        .node(
                                "cp-master",
                                n -> tainted(n, "node-role.kubernetes.io/control-plane:NoSchedule"))
                        .withoutPod("edgemesh-agent-cp-master");
        assertThat(count(judge(cluster), "kubeedge/edgemesh-agent").equation()).isEqualTo("3 + 1");
        assertThat(judge(cluster).verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void edgesOfAnEarlierDeploymentCountToo() {
        var cluster =
                new SampleCluster()
                        .withNode(SampleCluster.edge("old-edge"))
                        .add(
                                "kubeedge",
                                "DaemonSet/edgemesh-agent",
                                "edgemesh-agent-old-edge",
                                "old-edge",
                                "kubeedge/edgemesh-agent:v1.12.0@sha256:abc");
        var verification = judge(cluster);
        assertThat(verification.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(count(verification, "kubeedge/edgemesh-agent").equation()).isEqualTo("4 + 2");
    }

    @Test
    void aReleaseWithOneCloudCoreWantsOne() {
        var newer = Releases.find("v1.6.2").orElseThrow();
        var expected = Expectation.of(SampleCluster.SITE, newer, new SampleCluster().snapshot());
        assertThat(expected.workloads())
                .extracting(Expectation.Workload::id, Expectation.Workload::wanted)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("kubeedge/cloudcore", 1),
                        org.assertj.core.groups.Tuple.tuple("kubeedge/cloud-iptables-manager", 4));
    }

    @Test
    void theSentenceCountsEdgesAndConcerns() {
        var texts = Texts.of(Texts.ENGLISH);
        assertThat(VerificationText.sentence(judge(new SampleCluster()), texts))
                .startsWith("Healthy: 1 of 1 edge nodes");
        var broken = new SampleCluster().withoutPod("edgemesh-agent-cp-worker-2");
        assertThat(VerificationText.sentence(judge(broken), texts))
                .startsWith("Needs action: 1 of 1")
                .contains("one item is not");
    }

    private static Verification judge(SampleCluster cluster) {
        return Verifier.judge(SampleCluster.SITE, RELEASE, cluster.snapshot());
    }

    private static Count count(Verification verification, String workload) {
        return verification.counts().stream()
                .filter(count -> count.workload().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> reasons(Verification verification) {
        return verification.rows().stream()
                .flatMap(row -> row.reason().stream())
                .map(Row.Reason::key)
                .toList();
    }

    private static List<String> words(Verification verification, Texts texts) {
        var words = new ArrayList<String>();
        words.add(VerificationText.sentence(verification, texts));
        verification.rows().forEach(r -> VerificationText.reason(r, texts).ifPresent(words::add));
        verification.rows().forEach(r -> words.add(VerificationText.title(r.id(), texts)));
        verification.nodes().forEach(r -> VerificationText.reason(r, texts).ifPresent(words::add));
        verification.pods().forEach(r -> VerificationText.reason(r, texts).ifPresent(words::add));
        verification.pods().forEach(r -> words.add(VerificationText.badge(r.verdict(), texts)));
        verification.counts().forEach(c -> words.add(VerificationText.count(c, texts)));
        return words;
    }

    static Node node(Node n, String ready, String reason) {
        return new Node(
                n.name(),
                ready,
                reason,
                n.created(),
                n.labels(),
                n.taints(),
                n.internalIps(),
                n.architecture(),
                n.osImage(),
                n.runtime(),
                n.kubeletVersion(),
                n.pressures(),
                n.allocatable());
    }

    private static Node built(Node n, String architecture, String runtime, String version) {
        return new Node(
                n.name(),
                n.ready(),
                n.reason(),
                n.created(),
                n.labels(),
                n.taints(),
                n.internalIps(),
                architecture,
                n.osImage(),
                runtime,
                version,
                n.pressures(),
                n.allocatable());
    }

    private static Node runtime(Node n, String runtime) {
        return built(n, n.architecture(), runtime, n.kubeletVersion());
    }

    private static Node aged(Node n, Instant created) {
        return new Node(
                n.name(),
                n.ready(),
                n.reason(),
                created,
                n.labels(),
                n.taints(),
                n.internalIps(),
                n.architecture(),
                n.osImage(),
                n.runtime(),
                n.kubeletVersion(),
                n.pressures(),
                n.allocatable());
    }

    private static Node labelled(Node n, Map<String, String> labels) {
        return new Node(
                n.name(),
                n.ready(),
                n.reason(),
                n.created(),
                new HashMap<>(labels),
                n.taints(),
                n.internalIps(),
                n.architecture(),
                n.osImage(),
                n.runtime(),
                n.kubeletVersion(),
                n.pressures(),
                n.allocatable());
    }

    private static Node tainted(Node n, String taint) {
        return new Node(
                n.name(),
                n.ready(),
                n.reason(),
                n.created(),
                n.labels(),
                List.of(taint),
                n.internalIps(),
                n.architecture(),
                n.osImage(),
                n.runtime(),
                n.kubeletVersion(),
                n.pressures(),
                n.allocatable());
    }

    static Pod status(Pod p, String status, String message) {
        return pod(p, p.node(), status, 0, p.restarts(), p.created(), p.images(), message);
    }

    private static Pod young(Pod p) {
        return pod(
                p,
                p.node(),
                p.status(),
                p.ready(),
                p.restarts(),
                SampleCluster.JUST_NOW,
                p.images(),
                p.message());
    }

    private static Pod on(Pod p, String node) {
        return pod(
                p, node, p.status(), p.ready(), p.restarts(), p.created(), p.images(), p.message());
    }

    private static Pod image(Pod p, String image) {
        return pod(
                p,
                p.node(),
                p.status(),
                p.ready(),
                p.restarts(),
                p.created(),
                List.of(image),
                p.message());
    }

    private static Pod restarted(Pod p, int times) {
        return pod(p, p.node(), p.status(), p.ready(), times, p.created(), p.images(), p.message());
    }

    private static Pod pod(
            Pod p,
            String node,
            String status,
            int ready,
            int restarts,
            Instant created,
            List<String> images,
            String message) {
        return new Pod(
                p.namespace(),
                p.name(),
                p.owner(),
                node,
                status,
                ready,
                p.containers(),
                restarts,
                created,
                images,
                p.requests(),
                message);
    }
}
