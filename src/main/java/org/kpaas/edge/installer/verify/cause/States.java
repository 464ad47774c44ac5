package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.verify.cause.Clue.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What only several clues say together, as clues of their own:
///
/// - `planned`, `vip`: the site has this edge node, and this private address of CloudCore
/// - `edge-missing`: it is planned, and the cluster has no such node
/// - `stranger`: the cluster has an edge node that nobody planned, while a planned one is missing
/// - `vip-is-node`: CloudCore's address is a node's own (T45); `cloud-lost`: half of the cloud nodes or more are not Ready
/// - `other-address`: the load balancer was asked for another address than the site's (T42)
/// - `mesh-missing`: a tainted cloud node has no EdgeMesh agent (T52)
/// - `same-name`: two machines have one host name (T11)
/// - `clock-off`: the clock of a machine is more than a minute off (T74)
/// - `ca-differs`: an edge node trusts another authority than CloudCore's secret has (T40)
final class States {
    static final String PLANNED = "planned";
    static final String VIP = "vip";
    private static final long CLOCK_SECONDS = 60;

    private final List<Clue> clues;
    private final List<Clue> states = new ArrayList<>();

    private States(List<Clue> clues) {
        this.clues = clues;
    }

    static List<Clue> of(List<Clue> clues) {
        var states = new States(clues);
        states.edges();
        states.vip();
        states.mesh();
        states.names();
        states.clocks();
        states.authorities();
        return states.states;
    }

    private void edges() {
        List<Clue> nodes = of(Kind.NODE).toList();
        Set<String> there = new HashSet<>(nodes.stream().map(Clue::host).toList());
        List<String> planned = named(PLANNED).map(Clue::host).toList();
        List<String> missing =
                nodes.isEmpty()
                        ? List.of()
                        : planned.stream().filter(it -> !there.contains(it)).toList();
        missing.forEach(edge -> add("edge-missing", edge, edge));
        if (!missing.isEmpty()) {
            nodes.stream()
                    .filter(node -> node.field("side").equals("edge"))
                    .filter(node -> !planned.contains(node.host()))
                    .forEach(node -> add("stranger", node.host(), node.host()));
        }
        List<Clue> cloud = nodes.stream().filter(it -> it.field("side").equals("cloud")).toList();
        List<Clue> lost = cloud.stream().filter(it -> !it.field("ready").equals("True")).toList();
        if (lost.size() > 1 && lost.size() * 2 >= cloud.size()) {
            lost.forEach(node -> add("cloud-lost", node.host(), node.text()));
        }
    }

    private void vip() {
        List<String> vips = named(VIP).map(Clue::text).toList();
        of(Kind.NODE)
                .filter(
                        node ->
                                vips.stream()
                                        .anyMatch(
                                                List.of(node.field("addresses").split(","))
                                                        ::contains))
                .forEach(node -> add("vip-is-node", node.host(), node.field("addresses")));
        of(Kind.EVENT)
                .filter(event -> event.field("reason").equals("AllocationFailed"))
                .filter(event -> !vips.isEmpty() && vips.stream().noneMatch(event.text()::contains))
                .forEach(event -> add("other-address", "", event.text()));
    }

    private void mesh() {
        List<String> running =
                of(Kind.POD)
                        .filter(pod -> pod.field("owner").equals("edgemesh-agent"))
                        .map(Clue::host)
                        .toList();
        if (running.isEmpty()) {
            return;
        }
        of(Kind.NODE)
                .filter(node -> node.field("side").equals("cloud"))
                .filter(node -> node.field("taints").contains(":NoSchedule"))
                .filter(node -> !running.contains(node.host()))
                .forEach(node -> add("mesh-missing", node.host(), node.field("taints")));
    }

    private void names() {
        Map<String, String> owners = new HashMap<>();
        facts("host.name")
                .forEach(
                        fact -> {
                            String other = owners.putIfAbsent(fact.field("value"), fact.host());
                            if (other != null && !other.equals(fact.host())) {
                                add("same-name", fact.host(), fact.field("value"));
                                add("same-name", other, fact.field("value"));
                            }
                        });
    }

    private void clocks() {
        facts("clock.skew.seconds")
                .filter(fact -> Math.abs(seconds(fact.field("value"))) > CLOCK_SECONDS)
                .forEach(fact -> add("clock-off", fact.host(), fact.field("value") + " s"));
    }

    private static long seconds(String value) {
        return value.matches("-?\\d{1,12}") ? Long.parseLong(value) : 0;
    }

    /// The host that has CloudCore's secret says which authority is right.
    private void authorities() {
        Set<String> right =
                new HashSet<>(facts("kubeedge.secret.ca").map(it -> it.field("value")).toList());
        if (right.isEmpty()) {
            return;
        }
        facts("kubeedge.ca")
                .filter(fact -> !right.contains(fact.field("value")))
                .forEach(fact -> add("ca-differs", fact.host(), fact.field("value")));
    }

    private Stream<Clue> of(Kind kind) {
        return clues.stream().filter(clue -> clue.kind() == kind);
    }

    private Stream<Clue> named(String name) {
        return of(Kind.STATE).filter(clue -> clue.field("name").equals(name));
    }

    private Stream<Clue> facts(String key) {
        return of(Kind.FACT).filter(clue -> clue.field("key").equals(key));
    }

    private void add(String name, String host, String text) {
        states.add(
                new Clue(
                        Kind.STATE,
                        host,
                        host.isEmpty() ? name : host + " · " + name,
                        Map.of("name", name),
                        Objects.requireNonNull(text)));
    }
}
