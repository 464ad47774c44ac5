package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.TraceLooker;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.plan.ResetPlan.Choice;
import org.kpaas.edge.installer.plan.ResetPlan.Phase;
import org.kpaas.edge.installer.plan.ResetPlan.Place;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.plan.ResetPlan.Target;
import org.kpaas.edge.installer.plan.ResetPlan.Work;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns what is there and what the engineer chose into the plan of a reset. A pure function: the review, the dry run and
/// the real run show the same thing.
public final class ResetPlanner {
    /// What goes from an edge node, in order: EdgeCore first, so that what it holds is free.
    public static final List<String> EDGE_ITEMS =
            List.of(
                    "kubeedge",
                    "edgecore-binary",
                    "keadm",
                    "join-token",
                    "mosquitto-lines",
                    "registries",
                    "keyrings",
                    "mesh-device",
                    "bridge",
                    "portals");

    private static final List<String> CLUSTER_ITEMS =
            List.of(
                    "crds-kubeedge",
                    "crds-istio",
                    "cluster-roles",
                    "cloudcore-labels",
                    "service-labels");
    private static final List<String> HOST_ITEMS =
            List.of("keadm", "join-token", "kubeedge-files", "keyrings", "mesh-device", "portals");
    private static final List<String> NODE_ITEMS = List.of("mesh-device", "portals");
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,30} [A-Za-z0-9+/=]{1,2000}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

    private final Site site;
    private final SiteFacts facts;
    private final Traces traces;
    private final Choice choice;
    private final Target here;
    private final List<Target> edges = new ArrayList<>();
    private final List<Target> debts = new ArrayList<>();
    private final List<Problem> leftOut = new ArrayList<>();
    private final List<Problem> blocked = new ArrayList<>();

    private ResetPlanner(Site site, SiteFacts facts, Traces traces, Choice choice) {
        this.site = site;
        this.facts = facts;
        this.traces = traces;
        this.choice = choice;
        here =
                new Target(
                        traces.controlPlane()
                                .map(Traces.OnHost::name)
                                .orElse(site.controlPlane().host()),
                        site.controlPlane().host(),
                        site.controlPlane().port().number(),
                        site.controlPlane().user());
    }

    /// @param planId 12 hexadecimal digits
    /// @throws ProblemException `reset.control-plane-unread` when nothing can be planned, `reset.no-such-node` for a name
    ///                          that is none, `reset.nothing` when nothing is left,
    ///                          `reset.nothing-chosen` when all of it is to stay
    public static ResetPlan plan(
            Site site, SiteFacts facts, Traces traces, Choice choice, String planId)
            throws ProblemException {
        if (!DeploymentPlan.isId(planId)) {
            throw new IllegalArgumentException("not a plan id: " + planId);
        }
        boolean read = traces.controlPlane().flatMap(Traces.OnHost::facts).isPresent();
        if (!read || facts.cluster().isEmpty()) {
            throw problem("control-plane-unread", site.controlPlane().label());
        }
        return new ResetPlanner(site, facts, traces, choice).plan(planId);
    }

    private ResetPlan plan(String planId) throws ProblemException {
        for (NodeStanding node : Ladder.of(site, facts)) {
            sort(node);
        }
        for (String name : choice.nodes()) {
            if (edges.stream().noneMatch(it -> it.name().equals(name))) {
                throw problem("no-such-node", name);
            }
        }
        block();
        List<Phase> phases =
                switch (choice.scope()) {
                    case WHOLE, CLOUD -> whole();
                    case NODE -> nodes();
                    case RESIDUE -> new ResidueWork(traces, site, here, edges, choice).phases();
                };
        if (phases.isEmpty()) {
            throw problem(choice.without().isEmpty() ? "nothing" : "nothing-chosen", site.name());
        }
        return new ResetPlan(
                planId,
                site,
                facts.releaseId().orElse(""),
                choice.scope(),
                choice.scope() == Scope.RESIDUE ? List.of() : edges,
                debts,
                leftOut,
                blocked,
                phases,
                keys());
    }

    /// A node that trusts another cluster is not ours to take apart; one that the cluster knows as its own is none (T10).
    private void sort(NodeStanding node) {
        String name = node.hostName();
        Optional<ClusterSnapshot.Node> known = facts.cluster().flatMap(it -> it.node(name));
        boolean chosen = choice.scope() != Scope.NODE || choice.nodes().contains(name);
        Optional<Target> target = target(node);
        if (!chosen) {
            return;
        }
        if (known.isPresent() && !known.get().isEdge()) {
            leftOut.add(Problem.of("reset.cluster-node", name));
        } else if (node.lacks().contains(Lack.OTHER_CLUSTER)) {
            leftOut.add(Problem.of("reset.other-cluster", name));
        } else if (target.isEmpty()) {
            leftOut.add(Problem.of("reset.no-address", name));
        } else if (choice.scope() == Scope.CLOUD) {
            debts.add(target.get());
            if (known.filter(ClusterSnapshot.Node::isReady).isPresent()) {
                blocked.add(Problem.of("reset.edge-alive", name));
            }
        } else {
            edges.add(target.get());
        }
    }

    private Optional<Target> target(NodeStanding node) {
        if (!isName(node.hostName()) || Ipv4.parse(node.address()).isEmpty()) {
            return Optional.empty();
        }
        Optional<EdgeNode> edge =
                site.edges().stream()
                        .filter(it -> it.hostName().text().equals(node.hostName()))
                        .findFirst();
        return Optional.of(
                new Target(
                        node.hostName(),
                        node.address(),
                        edge.map(EdgeNode::port).orElse(Port.SSH).number(),
                        edge.map(EdgeNode::user).orElse(site.controlPlane().user())));
    }

    private static boolean isName(String text) {
        try {
            return !new HostName(text).text().isEmpty();
        } catch (BadValue noName) {
            return false;
        }
    }

    /// With a kubeconfig on an edge node, keadm would delete the namespace of the cloud from there (T87).
    private void block() {
        edges.stream()
                .filter(
                        it ->
                                traces.edge(it.name())
                                        .filter(Traces.OnHost::hasKubeconfig)
                                        .isPresent())
                .forEach(it -> blocked.add(Problem.of("reset.kubeconfig", it.name())));
    }

    private List<Phase> whole() {
        var phases = new ArrayList<Phase>();
        var mesh = new ArrayList<>(List.of("mesh"));
        edges.stream().filter(this::isListed).forEach(it -> mesh.add("pods=" + it.name()));
        phases.add(new Phase("reset-mesh", List.of(work(Place.HERE, here, mesh))));
        var works = new ArrayList<Work>();
        edges.forEach(it -> works.add(work(Place.EDGE, it, EDGE_ITEMS)));
        debts.forEach(it -> works.add(new Work(Place.DEBT, it, List.of())));
        phases.add(new Phase("reset-edges", works));
        phases.add(new Phase("reset-nodes", listed()));
        phases.add(
                new Phase(
                        "reset-cloud", List.of(work(Place.HERE, here, List.of("cloud", "pool")))));
        var cluster = new ArrayList<>(CLUSTER_ITEMS);
        if (choice.affinity()) {
            cluster.add("affinity");
        }
        phases.add(new Phase("reset-cluster", List.of(work(Place.HERE, here, cluster))));
        phases.add(new Phase("reset-hosts", hosts()));
        phases.add(new Phase("reset-files", files()));
        return filled(phases);
    }

    private List<Phase> nodes() {
        List<String> pods =
                edges.stream().filter(this::isListed).map(it -> "pods=" + it.name()).toList();
        return filled(
                List.of(
                        new Phase("reset-pods", List.of(work(Place.HERE, here, pods))),
                        new Phase(
                                "reset-edges",
                                edges.stream()
                                        .map(it -> work(Place.EDGE, it, EDGE_ITEMS))
                                        .toList()),
                        new Phase("reset-nodes", listed())));
    }

    /// The nodes of the plan that the cluster has.
    private List<Work> listed() {
        var names = new ArrayList<String>();
        edges.forEach(it -> names.add(it.name()));
        debts.forEach(it -> names.add(it.name()));
        List<String> items =
                names.stream()
                        .filter(name -> facts.cluster().flatMap(it -> it.node(name)).isPresent())
                        .map(name -> "node=" + name)
                        .toList();
        return List.of(work(Place.HERE, here, items));
    }

    private boolean isListed(Target edge) {
        return facts.cluster().flatMap(it -> it.node(edge.name())).isPresent();
    }

    private List<Work> hosts() {
        var items = new ArrayList<>(HOST_ITEMS);
        site.cloudCore().ifPresent(it -> items.add("ipvs-address=" + it.privateVip()));
        var works = new ArrayList<>(List.of(work(Place.HERE, here, items)));
        traces.at(Trace.Place.CLOUD_NODE).stream()
                .filter(it -> Ipv4.parse(it.address()).isPresent() && isName(it.name()))
                .map(it -> ResidueWork.cloudNode(it, site))
                .forEach(it -> works.add(work(Place.CLOUD_NODE, it, NODE_ITEMS)));
        return works;
    }

    private List<Work> files() {
        List<String> items =
                facts.release().stream()
                        .flatMap(release -> TraceLooker.checkoutFiles(release).stream())
                        .filter(path -> PATH.matcher(path).matches())
                        .map(path -> "file=" + path)
                        .toList();
        return List.of(work(Place.CHECKOUT, here, items));
    }

    private Work work(Place place, Target on, List<String> items) {
        return new Work(
                place, on, items.stream().filter(item -> !choice.leaves(on, item)).toList());
    }

    private static List<Phase> filled(List<Phase> phases) {
        return phases.stream()
                .map(
                        phase ->
                                new Phase(
                                        phase.id(),
                                        phase.works().stream()
                                                .filter(
                                                        it ->
                                                                it.place() == Place.DEBT
                                                                        || !it.items().isEmpty())
                                                .toList()))
                .filter(phase -> !phase.works().isEmpty())
                .toList();
    }

    /// Of edge nodes as each told them over a connection that the laptop trusts.
    private List<ResetPlan.Key> keys() {
        var keys = new ArrayList<ResetPlan.Key>();
        for (int i = 0; i < site.edges().size(); i++) {
            EdgeNode edge = site.edges().get(i);
            facts.host(site.edgeSubjects().get(i)).stream()
                    .flatMap(it -> it.text(FactKeys.HOST_PUBLIC_KEYS).stream())
                    .flatMap(String::lines)
                    .filter(line -> KEY.matcher(line).matches())
                    .forEach(
                            line ->
                                    keys.add(
                                            new ResetPlan.Key(
                                                    edge.address().text(),
                                                    edge.port().number(),
                                                    line)));
        }
        return keys;
    }

    private static ProblemException problem(String code, String... values) {
        return new ProblemException(Problem.of("reset." + code, values));
    }
}
