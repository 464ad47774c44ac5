package org.kpaas.edge.installer.check;

import static org.kpaas.edge.installer.check.Faults.fault;
import static org.kpaas.edge.installer.check.Lab.CP;
import static org.kpaas.edge.installer.check.Lab.WORKER;
import static org.kpaas.edge.installer.facts.Reach.Result.FILTERED;
import static org.kpaas.edge.installer.facts.Reach.Result.NOT_TRIED;
import static org.kpaas.edge.installer.facts.Reach.Result.OPEN;
import static org.kpaas.edge.installer.facts.Reach.Result.REFUSED;

import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.RowDecision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Faults on the ways between the hosts.
final class PortFaults {
    private PortFaults() {}

    static List<Faults> all() {
        var all = new ArrayList<Faults>();
        balanced(all);
        relay(all);
        login(all);
        api(all);
        inside(all);
        broker(all);
        storage(all);
        quiet(all);
        local(all);
        return all;
    }

    private static Lab balanced(Lab lab) {
        return lab.cloudCore(
                it ->
                        new CloudCore(
                                Exposure.LOAD_BALANCER,
                                it.publicVip(),
                                it.publicVip(),
                                it.node1(),
                                it.node2()));
    }

    private static void balanced(List<Faults> all) {
        String id = "PORT-30000-30004";
        fault(all, id, "site", "unknown", "not tried", PortFaults::balanced);
        fault(
                all,
                id,
                "edge-1",
                "failed",
                "one vital node port is blocked",
                lab ->
                        balanced(lab)
                                .nodePort("edge-1", 10000, FILTERED)
                                .nodePort("edge-1", 10002, OPEN));
        fault(
                all,
                id,
                "edge-1",
                "passed",
                "an unused node port is blocked",
                lab ->
                        balanced(lab)
                                .nodePort("edge-1", 10000, OPEN)
                                .nodePort("edge-1", 10001, FILTERED));
    }

    private static void relay(List<Faults> all) {
        String id = "PORT-20006";
        fault(
                all,
                id,
                "edge-1",
                "failed",
                "relay",
                lab -> lab.way("edge-1", CP, 20006, true, FILTERED));
        fault(
                all,
                id,
                WORKER,
                "warned",
                "between nodes",
                lab -> lab.way(WORKER, CP, 20006, true, FILTERED));
        fault(all, id, "site", "unknown", "not tried", lab -> lab.untried(20006));
        fault(
                all,
                id,
                "edge-1",
                "unknown",
                "one edge without a tool",
                lab -> lab.way("edge-1", CP, 20006, true, NOT_TRIED));
        fault(
                all,
                id,
                "site",
                "passed",
                "switched off",
                lab -> {
                    for (String role : List.of("control-plane", "worker", "edge")) {
                        lab.firewall.add(
                                new RowDecision(
                                        role + "/tcp/20006", false, "no EdgeMesh", List.of()));
                    }
                    lab.way("edge-1", CP, 20006, true, FILTERED);
                });
    }

    private static void login(List<Faults> all) {
        fault(
                all,
                "PORT-22",
                CP,
                "failed",
                "to another node",
                lab -> lab.way(CP, WORKER, 22, true, FILTERED));
        fault(
                all,
                "PORT-22",
                "laptop",
                "passed",
                "nothing listens yet",
                lab -> lab.way("laptop", CP, 22, true, REFUSED));
        fault(all, "PORT-22", "site", "unknown", "not tried", lab -> lab.untried(22));
        fault(
                all,
                "ANS-04",
                "edge-1",
                "failed",
                "the control plane's way to the edge is blocked",
                lab -> lab.put(CP, "ssh.edge-1", "timeout").way(CP, "edge-1", 22, true, FILTERED));
    }

    private static void api(List<Faults> all) {
        fault(
                all,
                "PORT-6443",
                WORKER,
                "failed",
                "blocked for a worker",
                lab -> lab.way(WORKER, CP, 6443, true, FILTERED));
        fault(
                all,
                "PORT-6443",
                "edge-1",
                "warned",
                "open for an edge",
                lab -> lab.way("edge-1", CP, 6443, false, OPEN));
        fault(all, "PORT-6443", "site", "unknown", "not tried", lab -> lab.untried(6443));
    }

    private static void inside(List<Faults> all) {
        fault(
                all,
                "PORT-2379-2380",
                "edge-2",
                "warned",
                "open for an edge",
                lab -> lab.way("edge-2", CP, 2379, false, OPEN));
        fault(all, "PORT-2379-2380", "site", "unknown", "not tried", lab -> lab.untried(2379));
        fault(
                all,
                "PORT-10250",
                CP,
                "warned",
                "blocked",
                lab -> lab.way(CP, WORKER, 10250, true, FILTERED));
        fault(
                all,
                "PORT-10250",
                CP,
                "passed",
                "edges have no such service",
                lab -> lab.way(CP, "edge-1", 10250, true, FILTERED));
        fault(all, "PORT-10250", "site", "unknown", "not tried", lab -> lab.untried(10250));
        fault(
                all,
                "PORT-4789",
                WORKER,
                "warned",
                "blocked one way",
                lab -> lab.way(Protocol.UDP, WORKER, CP, 4789, true, FILTERED));
        fault(all, "PORT-4789", "site", "unknown", "not tried", lab -> lab.untried(4789));
    }

    private static void broker(List<Faults> all) {
        fault(
                all,
                "PORT-1883-1884",
                "laptop",
                "warned",
                "open",
                lab -> lab.way("laptop", "edge-1", 1883, false, OPEN));
        fault(all, "PORT-1883-1884", "site", "unknown", "not tried", lab -> lab.untried(1883));
    }

    private static void storage(List<Faults> all) {
        for (int port : List.of(111, 2049)) {
            String id = "PORT-" + port;
            fault(
                    all,
                    id,
                    WORKER,
                    "warned",
                    "blocked",
                    lab -> lab.way(WORKER, CP, port, true, FILTERED));
            fault(
                    all,
                    id,
                    "site",
                    "passed",
                    "another kind of storage",
                    lab ->
                            lab.edit("file.cp-cluster-vars", it -> it.replace("'nfs'", "rook"))
                                    .way(WORKER, CP, port, true, FILTERED));
            fault(all, id, "site", "unknown", "not tried", lab -> lab.untried(port));
            fault(all, id, CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        }
    }

    private static void quiet(List<Faults> all) {
        for (String port :
                List.of(
                        "30000-32767",
                        "10350",
                        "9443",
                        "10001",
                        "10003",
                        "10004",
                        "20004",
                        "40001")) {
            String id = "PORT-" + port;
            fault(all, id, "site", "passed", "blocked", lab -> {});
            fault(
                    all,
                    id,
                    "site",
                    "unknown",
                    "unknown release",
                    lab -> lab.release = Optional.empty());
        }
        for (int port : List.of(10251, 10252, 10255)) {
            String id = "PORT-" + port;
            fault(
                    all,
                    id,
                    "site",
                    "warned",
                    "something listens",
                    lab -> lab.put(CP, "listen." + port, "kubelet"));
            fault(
                    all,
                    id,
                    "site",
                    "warned",
                    "something answers",
                    lab -> lab.way("laptop", WORKER, port, false, OPEN));
            fault(
                    all,
                    id,
                    "site",
                    "unknown",
                    "no ss",
                    lab ->
                            lab.drop(CP, "listen.known")
                                    .drop("edge-1", "listen.known")
                                    .drop("edge-2", "listen.known"));
        }
    }

    private static void local(List<Faults> all) {
        fault(
                all,
                "PORT-10550",
                "edge-1",
                "warned",
                "EdgeCore runs without it",
                lab -> lab.put("edge-1", "edgecore.active", "yes"));
        fault(
                all,
                "PORT-10550",
                "edge-1",
                "unknown",
                "no ss",
                lab -> lab.drop("edge-1", "listen.known"));
    }
}
