package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.plan.ResetPlan.Choice;
import org.kpaas.edge.installer.plan.ResetPlan.Phase;
import org.kpaas.edge.installer.plan.ResetPlan.Place;
import org.kpaas.edge.installer.plan.ResetPlan.Target;
import org.kpaas.edge.installer.plan.ResetPlan.Work;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a reset of the residue alone takes away: what was seen to be left, in the order of a whole reset.
///
/// @param edges those that may be touched
record ResidueWork(Traces traces, Site site, Target here, List<Target> edges, Choice choice) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");

    static Target cloudNode(Traces.OnHost host, Site site) {
        return new Target(
                host.name(), host.address(), Port.SSH.number(), site.controlPlane().user());
    }

    List<Phase> phases() {
        var phases = new ArrayList<Phase>();
        add(phases, "reset-edges", edges.stream().flatMap(this::edge).toList());
        Traces.OnHost controlPlane = traces.controlPlane().orElseThrow();
        add(phases, "reset-nodes", here(controlPlane, List.of(Trace.NODE_OBJECTS)));
        add(phases, "reset-cloud", here(controlPlane, List.of(Trace.NAMESPACE, Trace.POOL)));
        add(
                phases,
                "reset-cluster",
                here(
                        controlPlane,
                        List.of(
                                Trace.CRDS_KUBEEDGE,
                                Trace.CRDS_ISTIO,
                                Trace.CLUSTER_ROLES,
                                Trace.CLOUDCORE_LABELS,
                                Trace.SERVICE_LABELS)));
        var hosts =
                new ArrayList<>(
                        here(
                                controlPlane,
                                List.of(
                                        Trace.KEADM,
                                        Trace.JOIN_TOKEN,
                                        Trace.KUBEEDGE_FILES,
                                        Trace.KEYRINGS,
                                        Trace.MESH_DEVICE,
                                        Trace.PORTALS,
                                        Trace.IPVS_ADDRESS)));
        traces.at(Trace.Place.CLOUD_NODE).forEach(node -> hosts.addAll(cloudNode(node)));
        add(phases, "reset-hosts", hosts);
        add(phases, "reset-files", work(Place.CHECKOUT, here, words(controlPlane, Trace.CHECKOUT)));
        return phases;
    }

    private static void add(List<Phase> phases, String id, List<Work> works) {
        if (!works.isEmpty()) {
            phases.add(new Phase(id, works));
        }
    }

    private Stream<Work> edge(Target target) {
        return traces.edge(target.name()).stream()
                .flatMap(
                        host ->
                                work(
                                        Place.EDGE,
                                        target,
                                        Trace.at(Trace.Place.EDGE).stream()
                                                .filter(host::has)
                                                .map(ResidueWork::onEdge)
                                                .distinct()
                                                .toList())
                                        .stream());
    }

    /// What belongs to EdgeCore goes together.
    private static String onEdge(Trace trace) {
        return switch (trace) {
            case EDGECORE, KUBEEDGE_FILES, MOUNTS, PODS -> "kubeedge";
            default -> trace.key();
        };
    }

    private List<Work> here(Traces.OnHost host, List<Trace> of) {
        return work(
                Place.HERE,
                here,
                of.stream().filter(host::has).flatMap(it -> words(host, it).stream()).toList());
    }

    private List<Work> cloudNode(Traces.OnHost host) {
        return work(
                Place.CLOUD_NODE,
                cloudNode(host, site),
                Trace.at(Trace.Place.CLOUD_NODE).stream()
                        .filter(host::has)
                        .map(Trace::key)
                        .toList());
    }

    /// The names that the host said belong to some items.
    private List<String> words(Traces.OnHost host, Trace trace) {
        if (!host.has(trace)) {
            return List.of();
        }
        return switch (trace) {
            case NODE_OBJECTS -> named(host, trace, "node=");
            case CHECKOUT -> named(host, trace, "file=");
            case NAMESPACE -> List.of("cloud");
            case IPVS_ADDRESS ->
                    site.cloudCore().stream().map(it -> "ipvs-address=" + it.privateVip()).toList();
            default -> List.of(trace.key());
        };
    }

    private static List<String> named(Traces.OnHost host, Trace trace, String prefix) {
        return Stream.of(host.evidence(trace).split(" +"))
                .filter(word -> WORD.matcher(word).matches() && !word.contains(".."))
                .map(prefix::concat)
                .toList();
    }

    private List<Work> work(Place place, Target on, List<String> items) {
        List<String> wanted =
                items.stream()
                        .filter(Objects::nonNull)
                        .filter(item -> !choice.leaves(on, item))
                        .toList();
        return wanted.isEmpty() ? List.of() : List.of(new Work(place, on, wanted));
    }
}
