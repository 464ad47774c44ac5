package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.EdgeNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Are the edge's ports, routes and kernel settings free for what comes?
final class EdgeNetworkRules {
    private static final List<String> PORTS = List.of("1883", "1884", "10350", "10550", "20006");

    /// Programs of the deployment itself.
    private static final Set<String> OURS = Set.of("mosquitto", "edgecore", "edgemesh-agent");

    /// What CRI-O, the cluster and EdgeMesh use: pods of an edge, services, pods of the cluster, EdgeMesh's own (T76).
    private static final List<String> TAKEN =
            List.of(
                    "10.85.0.0/16",
                    "10.233.0.0/18",
                    "10.233.64.0/18",
                    "169.254.96.16",
                    "169.254.25.10");

    private static final Set<String> OWN_DEVICES = Set.of("cni0", "edgemesh0", "nodelocaldns");

    private EdgeNetworkRules() {}

    static List<Row> rows() {
        return List.of(
                Row.edge("EDG-18", EdgeNetworkRules::ports).needs("EDG-15"),
                Row.edge("EDG-23", EdgeNetworkRules::forwarding),
                Row.edge("EDG-24", EdgeNetworkRules::routes));
    }

    private static CheckResult ports(EdgeNode edge, HostView host) {
        return host.flag(
                "listen.known",
                known -> {
                    var strangers = new ArrayList<String>();
                    for (String port : PORTS) {
                        strangers(host, port, strangers);
                    }
                    strangers(host, "53", strangers);
                    return host.say()
                            .judge(
                                    strangers.isEmpty(),
                                    strangers.isEmpty() ? "free" : Listed.of(strangers),
                                    "free");
                });
    }

    private static void strangers(HostView host, String port, List<String> found) {
        host.names("listen." + port).orElse(List.of()).stream()
                .filter(program -> !OURS.contains(program))
                .forEach(program -> found.add(port + " " + program));
    }

    private static CheckResult forwarding(EdgeNode edge, HostView host) {
        return host.number(
                "sysctl.ip.forward",
                forward -> {
                    long bridge = host.host().number("sysctl.bridge.nf").orElse(1L);
                    return host.say()
                            .advise(
                                    forward == 1 && bridge == 1,
                                    "ip_forward " + forward + ", bridge-nf " + bridge,
                                    "1");
                });
    }

    private static CheckResult routes(EdgeNode edge, HostView host) {
        return host.flag(
                "route.default",
                there -> {
                    if (!there) {
                        return host.say().failed("no-default-route", "default-route");
                    }
                    List<String> clashes =
                            host.names("route.networks").orElse(List.of()).stream()
                                    .flatMap(it -> clash(it).stream())
                                    .toList();
                    return host.say()
                            .judge(
                                    clashes.isEmpty(),
                                    clashes.isEmpty() ? "default-route" : Listed.of(clashes),
                                    String.join(", ", TAKEN));
                });
    }

    /// A network in `network:device` that overlaps one of ours, unless the device is ours.
    private static Optional<String> clash(String route) {
        int colon = route.indexOf(':');
        String network = colon < 0 ? route : route.substring(0, colon);
        String device = colon < 0 ? "" : route.substring(colon + 1);
        if (OWN_DEVICES.contains(device)) {
            return Optional.empty();
        }
        return Ranges.parse(network)
                .filter(
                        range ->
                                TAKEN.stream()
                                        .flatMap(it -> Ranges.parse(it).stream())
                                        .anyMatch(range::overlaps))
                .map(range -> network);
    }
}
