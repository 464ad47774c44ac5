package org.kpaas.edge.installer.ui.step;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Hardening;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.RowId;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.cause.Clues;
import org.kpaas.edge.installer.verify.cause.Explanation;
import org.kpaas.edge.installer.verify.names.NameCheck;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Made-up sites and results for the tests of the later steps.
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-23T03:00:00Z");
    public static final String PLAN_ID = "0123456789ab";

    private Samples() {}

    public static Site site() {
        return site(3);
    }

    public static Site site(int edges) {
        var control =
                new Access(
                        "10.77.0.10", Port.SSH, "ubuntu", new Credential.Agent(), Optional.empty());
        return Site.of("site-a", control)
                .with(
                        new CloudCore(
                                Exposure.INTERFACE,
                                new Ipv4("10.77.0.50"),
                                new Ipv4("10.77.0.50"),
                                new HostName("cp-master"),
                                new HostName("cp-worker-1")))
                .withEdges(IntStream.rangeClosed(1, edges).mapToObj(Samples::edge).toList());
    }

    private static EdgeNode edge(int number) {
        return new EdgeNode(
                new HostName("cp-edge-" + number),
                new Ipv4("10.77.0." + (20 + number)),
                Port.SSH,
                "ubuntu",
                new Credential.Agent(),
                EdgeNode.Route.VIA_CONTROL_PLANE);
    }

    /// A context that is connected, in one language.
    public static WizardContext context(Locale language) {
        return connected(new ReadOnlyObjectWrapper<>(Texts.of(language)).getReadOnlyProperty());
    }

    /// A context that is connected, in the language of the moment.
    public static WizardContext connected(ReadOnlyObjectProperty<Texts> texts) {
        var context = new WizardContext(texts);
        context.site().set(Optional.of(site()));
        context.session().set(Optional.of(session()));
        return context;
    }

    /// A session that is never asked, because the steps ask a [FakeEngine].
    public static Session session() {
        var installer =
                new Installer(
                        (secrets, keys) -> new Unconnected(),
                        control -> {
                            throw new IllegalStateException("never asked");
                        },
                        Clock.fixed(NOON, java.time.ZoneOffset.UTC),
                        Path.of("unused"));
        return installer.open(
                site(),
                (kind, access, attempt) -> Optional.<Secret>empty(),
                (host, algorithm, fingerprint) -> false);
    }

    public static SiteFacts facts() {
        return factsTaken(NOON);
    }

    public static SiteFacts factsTaken(Instant at) {
        return new SiteFacts(
                at, Optional.of("v1.6.0"), Map.of(), Optional.empty(), List.of(), Map.of());
    }

    public static Subject edgeSubject(int number) {
        return site(number).edgeSubjects().getLast();
    }

    public static Answer passed(String id, Subject on, String found) {
        return new Answer(new CheckId(id), new CheckResult.Passed(on, found));
    }

    public static Answer failed(String id, Subject on, String found, String wanted) {
        return new Answer(new CheckId(id), new CheckResult.Failed(on, found, wanted));
    }

    public static Answer warned(String id, Subject on, String found, String wanted) {
        return new Answer(new CheckId(id), new CheckResult.Warned(on, found, wanted));
    }

    public static List<Answer> allPassed() {
        var answers = new ArrayList<Answer>();
        answers.add(passed("REL-01", site().controlPlaneSubject(), "~/cp-deployment"));
        site().edgeSubjects().forEach(edge -> answers.add(passed("EDG-01", edge, "arm64")));
        return answers;
    }

    public static Release release() {
        return Releases.find("v1.6.0").orElseThrow();
    }

    public static DeploymentPlan plan() {
        return plan(PLAN_ID);
    }

    public static DeploymentPlan plan(String id) {
        Subject control = site().controlPlaneSubject();
        var phases = new ArrayList<DeploymentPlan.PlannedPhase>();
        phases.add(phase("prepare", restored(control)));
        phases.add(
                phase(
                        "variables",
                        new Change.WriteFile(
                                control,
                                "/home/ubuntu/cp-deployment/standalone/cp-edge-vars.sh",
                                Optional.of("#!/bin/bash\nexport EDGE_HOSTS=''\nexport OLD='1'\n"),
                                """
                                #!/bin/bash
                                export CLOUDCORE_PRIVATE_VIP='10.77.0.50'
                                export CLOUDCORE_VIP='10.77.0.50'
                                export CLOUDCORE1_NODE_HOSTNAME='cp-master'
                                export CLOUDCORE2_NODE_HOSTNAME='cp-worker-1'
                                export EDGE_HOSTS='3'
                                export EDGE_NODE_CNT='3'
                                export EDGE1_NODE_HOSTNAME='cp-edge-1'
                                export EDGE1_NODE_PUBLIC_IP='10.77.0.21'
                                """,
                                "0644")));
        phases.add(
                phase(
                        "job",
                        new Change.RunJob(
                                control,
                                "bash -lc 'cd ~/cp-deployment/standalone && source"
                                        + " deploy-cp-edge.sh'",
                                Guard.NONE)));
        for (String name : release().phases()) {
            phases.add(new DeploymentPlan.PlannedPhase(name, tasks(name)));
        }
        phases.add(phase("verify"));
        return new DeploymentPlan(
                id,
                site(),
                "v1.6.0",
                site().edges().stream().map(edge -> edge.hostName().text()).toList(),
                phases,
                impact());
    }

    /// Of a cluster with somebody's work on it, and an edge whose password is old.
    public static Impact impact() {
        Subject edge = site().edgeSubjects().getFirst();
        Subject other = site().edgeSubjects().get(1);
        return new Impact(
                true,
                List.of(
                        new Impact.Restart("kube-system/kube-proxy", 4, 4, false),
                        new Impact.Restart("kube-system/calico-node", 4, 4, false),
                        new Impact.Restart("metallb-system/speaker", 4, 4, true)),
                new Impact.Listing(3, List.of("kube-system/coredns", "shop/cart", "shop/front")),
                Optional.of(new Impact.Listing(2, List.of("kube-system/coredns", "shop/front"))),
                new Impact.Listing(7, List.of("shop")),
                List.of(
                        new Impact.Touched(
                                Impact.Place.CONTROL_PLANE,
                                List.of("cp-master"),
                                List.of(
                                        "~/cp-deployment/standalone/cp-edge-vars.sh",
                                        "/usr/bin/keadm")),
                        new Impact.Touched(
                                Impact.Place.EDGES,
                                List.of("cp-edge-1", "cp-edge-2", "cp-edge-3"),
                                List.of(
                                        "/usr/bin/keadm",
                                        "/etc/containers/registries.conf",
                                        "/etc/kubeedge/")),
                        new Impact.Touched(
                                Impact.Place.CLUSTER,
                                List.of(),
                                List.of("DaemonSet kube-system/kube-proxy", "Namespace kubeedge"))),
                List.of(
                        hardening(site().controlPlaneSubject(), "amd64", 80),
                        hardening(edge, "arm64", -3),
                        hardening(other, "arm64", 9)));
    }

    private static Impact.Hardening hardening(Subject on, String program, int days) {
        return new Impact.Hardening(
                on,
                program,
                Optional.of("5d41402abc4b2a76b9719d911017c592".repeat(2)),
                false,
                Optional.of(LocalDate.ofInstant(NOON, ZoneOffset.UTC).plusDays(days)),
                days <= 0,
                days <= 14);
    }

    private static Change restored(Subject control) {
        return new Change.RestoreFile(
                control,
                "/home/ubuntu/cp-deployment/edge/ha-cloudcore/02-ha-configmap.yaml",
                "data:\n  advertiseAddress:\n    - 10.77.0.49\n  nodeLimit: 10\n",
                "data:\n  advertiseAddress:\n    - {CLOUDCORE_VIP}\n  nodeLimit: 10\n");
    }

    private static DeploymentPlan.PlannedPhase phase(String id, Change... changes) {
        return new DeploymentPlan.PlannedPhase(id, List.of(changes));
    }

    private static List<Change> tasks(String phase) {
        var tasks = new ArrayList<Change>();
        for (Release.Play play : release().plays()) {
            boolean edge = play.hosts().equals("edge_node");
            List<String> hosts =
                    edge ? List.of("cp-edge-1", "cp-edge-2", "cp-edge-3") : List.of("cp-master");
            for (Release.Task task : play.tasks()) {
                if (task.phase().equals(phase)) {
                    tasks.add(
                            new Change.RunTask(
                                    site().controlPlaneSubject(),
                                    play.number(),
                                    task.role(),
                                    task.name(),
                                    hosts,
                                    task.changes()));
                }
            }
        }
        return tasks;
    }

    public static Event.RunResult succeeded() {
        return new Event.RunResult(
                PLAN_ID,
                true,
                Optional.of(0),
                Optional.empty(),
                Map.of(),
                Event.Doubts.NONE,
                NOON,
                NOON.plus(Duration.ofMinutes(4)),
                Optional.of(hardening()),
                Explanation.NONE);
    }

    private static Hardening hardening() {
        return new Hardening(
                List.of(
                        new Hardening.Change(
                                "cp-edge-1",
                                "mode./var/tmp",
                                Optional.of("1777"),
                                Optional.of("1775"))),
                List.of(
                        new Hardening.LockOut(
                                "cp-edge-1", "ubuntu", LocalDate.parse("2027-02-21"))),
                List.of());
    }

    public static Event.RunResult failedBecause(Problem problem) {
        return failedBecause(problem, Explanation.NONE);
    }

    /// A run that failed, and why.
    public static Event.RunResult failedBecause(Problem problem, Explanation explanation) {
        return new Event.RunResult(
                PLAN_ID,
                false,
                Optional.of(2),
                Optional.of(problem),
                Map.of(),
                Event.Doubts.NONE,
                NOON,
                NOON.plus(Duration.ofMinutes(2)),
                Optional.empty(),
                explanation);
    }

    public static ClusterSnapshot.Node node(String name, boolean edge, String ready) {
        return new ClusterSnapshot.Node(
                name,
                ready,
                ready.equals("True") ? "" : "NodeStatusUnknown",
                NOON.minus(Duration.ofDays(edge ? 0 : 41)).minusSeconds(300),
                edge
                        ? Map.of(
                                "node-role.kubernetes.io/edge", "",
                                "node-role.kubernetes.io/agent", "")
                        : name.equals("cp-master")
                                ? Map.of("node-role.kubernetes.io/control-plane", "")
                                : Map.of(),
                List.of(),
                List.of("10.77.0." + (edge ? "2" + name.charAt(name.length() - 1) : "10")),
                edge ? "arm64" : "amd64",
                "Ubuntu 22.04.5 LTS",
                edge ? "cri-o://1.26.4" : "cri-o://1.30.3",
                edge ? "v1.24.17-kubeedge-v1.14.4" : "v1.30.4",
                List.of(),
                Optional.empty());
    }

    public static ClusterSnapshot.Pod pod(String owner, String name, String on, String status) {
        return new ClusterSnapshot.Pod(
                owner.contains("edgemesh") || owner.contains("cloudcore")
                        ? "kubeedge"
                        : "kube-system",
                name,
                owner,
                on,
                status,
                status.equals("Running") ? 1 : 0,
                1,
                status.equals("CrashLoopBackOff") ? 7 : 0,
                NOON.minus(Duration.ofMinutes(4)),
                List.of("image"),
                Optional.empty(),
                "");
    }

    public static Verification healthy() {
        var nodes = new ArrayList<Verification.NodeRow>();
        nodes.add(good(node("cp-master", false, "True")));
        nodes.add(good(node("cp-worker-1", false, "True")));
        for (int edge = 1; edge <= 3; edge++) {
            nodes.add(good(node("cp-edge-" + edge, true, "True")));
        }
        var pods = new ArrayList<Verification.PodRow>();
        pods.add(
                good(
                        "kubeedge/cloudcore",
                        pod("Deployment/cloudcore", "cloudcore-7d9c-x2", "cp-master", "Running")));
        pods.add(
                good(
                        "kubeedge/cloudcore",
                        pod(
                                "Deployment/cloudcore",
                                "cloudcore-7d9c-k8",
                                "cp-worker-1",
                                "Running")));
        for (Verification.NodeRow node : nodes) {
            pods.add(
                    good(
                            "kubeedge/edgemesh-agent",
                            pod(
                                    "DaemonSet/edgemesh-agent",
                                    "edgemesh-agent-" + node.name().hashCode() % 1000,
                                    node.name(),
                                    "Running")));
        }
        return new Verification(
                NOON.plus(Duration.ofMinutes(5)),
                Verification.Verdict.HEALTHY,
                List.of(
                        row(RowId.NODE_READY, "cp-edge-2", "Ready"),
                        row(RowId.POD, "kubeedge/edgemesh-agent", "2 + 3"),
                        row(RowId.SERVICE_ADDRESS, "kubeedge/cloudcore", "10.0.0.50")),
                nodes,
                pods,
                List.of(
                        new Verification.Count(
                                "kubeedge/cloudcore",
                                2,
                                2,
                                false,
                                "2",
                                Verification.Verdict.HEALTHY),
                        new Verification.Count(
                                "kubeedge/edgemesh-agent",
                                5,
                                5,
                                false,
                                "2 + 3",
                                Verification.Verdict.HEALTHY)),
                Optional.empty(),
                Explanation.NONE);
    }

    private static Row row(RowId id, String subject, String wanted) {
        return new Row(
                id,
                subject,
                Verification.Verdict.HEALTHY,
                wanted,
                wanted,
                Optional.empty(),
                Optional.empty());
    }

    private static Row bad(
            RowId id, String subject, String key, String found, String wanted, String cause) {
        return new Row(
                id,
                subject,
                Verification.Verdict.UNHEALTHY,
                found,
                wanted,
                Optional.of(new Row.Reason(key, "", found, wanted)),
                Optional.of(cause));
    }

    /// Names of three kinds that begin as the platform's do, and a kind that could not be listed.
    public static NameReport names() {
        List<ClusterNames.Named> found =
                List.of(
                        named("Namespace", "", "all-teams"),
                        named("ConfigMap", "default", "kube-settings"),
                        named("ConfigMap", "default", "kube-root-ca.crt"),
                        named("Deployment", "shop", "resources-api"));
        var unlisted =
                new ClusterNames.Unlisted(
                        "secrets", Problem.of("cluster.forbidden", "cp-master", "", "403"));
        return new NameCheck(release())
                .cluster(new ClusterNames(NOON, 40, 214, found, List.of(unlisted)));
    }

    private static ClusterNames.Named named(String kind, String namespace, String name) {
        return new ClusterNames.Named(kind, namespace, name, Map.of(), Optional.empty());
    }

    /// One edge node does not answer, its agent's pod crashes, another pod is missing.
    public static Verification unhealthy() {
        Verification fine = healthy();
        var silent = node("cp-edge-2", true, "Unknown");
        Clues stopped =
                new Clues()
                        .cluster(
                                site(),
                                new ClusterSnapshot(
                                        fine.taken(),
                                        "v1.30.4",
                                        List.of(
                                                node("cp-edge-1", true, "True"),
                                                silent,
                                                node("cp-edge-3", true, "True")),
                                        List.of(),
                                        List.of()))
                        .fact("cp-edge-2", "edgecore.active", "no")
                        .fact("cp-edge-2", "edgecore.conf.metaserver", "false");
        var nodes = new ArrayList<>(fine.nodes());
        nodes.set(
                3,
                new Verification.NodeRow(
                        "cp-edge-2",
                        true,
                        Optional.of(silent),
                        Verification.Verdict.UNHEALTHY,
                        Optional.of("node-not-ready"),
                        "NotReady",
                        "Ready",
                        Optional.of("CAU-501")));
        var pods = new ArrayList<>(fine.pods());
        pods.set(
                5,
                new Verification.PodRow(
                        "kubeedge/edgemesh-agent",
                        Optional.of(
                                pod(
                                        "DaemonSet/edgemesh-agent",
                                        "edgemesh-agent-x7k2p",
                                        "cp-edge-2",
                                        "CrashLoopBackOff")),
                        Verification.Verdict.UNHEALTHY,
                        Optional.of("crash"),
                        "CrashLoopBackOff",
                        "Running",
                        Optional.of("CAU-506")));
        pods.add(
                new Verification.PodRow(
                        "kube-system/kube-proxy",
                        Optional.empty(),
                        Verification.Verdict.WAITING,
                        Optional.empty(),
                        "0",
                        "1",
                        Optional.empty()));
        return new Verification(
                fine.taken(),
                Verification.Verdict.UNHEALTHY,
                List.of(
                        bad(
                                RowId.NODE_READY,
                                "cp-edge-2",
                                "node-not-ready",
                                "NotReady",
                                "Ready",
                                "CAU-501"),
                        bad(
                                RowId.POD,
                                "kubeedge/edgemesh-agent",
                                "crash",
                                "CrashLoopBackOff",
                                "Running",
                                "CAU-506"),
                        row(RowId.SERVICE_ADDRESS, "kubeedge/cloudcore", "10.0.0.50")),
                nodes,
                pods,
                fine.counts(),
                Optional.empty(),
                Explanation.of(stopped.evidence()));
    }

    public static Verification.NodeRow good(ClusterSnapshot.Node node) {
        return new Verification.NodeRow(
                node.name(),
                node.isEdge(),
                Optional.of(node),
                Verification.Verdict.HEALTHY,
                Optional.empty(),
                node.kubeletVersion(),
                node.kubeletVersion(),
                Optional.empty());
    }

    public static Verification.PodRow good(String workload, ClusterSnapshot.Pod pod) {
        return new Verification.PodRow(
                workload,
                Optional.of(pod),
                Verification.Verdict.HEALTHY,
                Optional.empty(),
                pod.status(),
                "Running",
                Optional.empty());
    }

    /// Connections that nobody uses.
    private static final class Unconnected implements Remote {
        @Override
        public Host host(Access access) {
            throw new IllegalStateException("never asked");
        }

        @Override
        public Readiness readiness(Access access) {
            throw new IllegalStateException("never asked");
        }

        @Override
        public void close() {}
    }
}
