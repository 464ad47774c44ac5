package org.kpaas.edge.installer.flow;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.facts.AllAtOnce;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.logs.Complaints;
import org.kpaas.edge.installer.logs.LogReader;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verifier;
import org.kpaas.edge.installer.verify.cause.Ages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Asks the hosts of a deployment, for its verification; an edge node that does not report, or has a pod that does not
/// work, is asked more: whether it reaches CloudCore, and what its services complained of last.
record HostLook(Site site, Remote remote, Clock clock) {
    private static final int LINES = 500;
    private static final String MESH = "edgemesh-agent";

    /// @param cluster says which edge nodes are in trouble
    SiteFacts take(ClusterSnapshot cluster) throws InterruptedException {
        Set<String> suspects = suspects(site, cluster);
        SiteFacts seen = Looker.running(site, remote, clock, Verifier.canary(cluster), suspects);
        List<Subject> subjects = site.edgeSubjects();
        List<Callable<@Nullable HostFacts>> tasks = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = site.edges().get(i);
            seen.host(subjects.get(i))
                    .filter(facts -> suspects.contains(edge.hostName().text()))
                    .ifPresent(facts -> tasks.add(() -> closer(edge, facts, cluster)));
        }
        Map<String, HostFacts> all = new HashMap<>(seen.hosts());
        AllAtOnce.run(tasks).forEach(facts -> all.put(facts.subject().id(), facts));
        return new SiteFacts(
                seen.taken(), seen.releaseId(), all, seen.cluster(), seen.reach(), seen.unread());
    }

    /// The edge nodes of the site that are not in the cluster, do not report, or have a pod that does not work and is not
    /// just starting.
    static Set<String> suspects(Site site, ClusterSnapshot cluster) {
        Set<String> suspects =
                site.edges().stream()
                        .map(edge -> edge.hostName().text())
                        .filter(name -> cluster.node(name).filter(Node::isReady).isEmpty())
                        .collect(Collectors.toSet());
        Set<String> edges =
                site.edges().stream()
                        .map(edge -> edge.hostName().text())
                        .collect(Collectors.toSet());
        cluster.pods().stream()
                .filter(pod -> edges.contains(pod.node()) && fails(pod, cluster))
                .map(Pod::node)
                .forEach(suspects::add);
        return suspects;
    }

    private static boolean fails(Pod pod, ClusterSnapshot cluster) {
        return !pod.isReady()
                && !pod.status().equals("Completed")
                && !Ages.isYoung(pod.created(), cluster.taken());
    }

    private HostFacts closer(EdgeNode edge, HostFacts facts, ClusterSnapshot cluster)
            throws InterruptedException {
        var journals = new TreeMap<String, String>();
        for (Map.Entry<String, LogSource> log : logs(edge, facts, cluster).entrySet()) {
            try {
                List<String> lines =
                        LogReader.read(remote.host(site.accessTo(edge)), log.getValue(), LINES);
                journals.put(
                        FactKeys.journal(log.getKey()), String.join("\n", Complaints.last(lines)));
            } catch (ProblemException unread) {
                continue; // what cannot be read tells nothing
            }
        }
        return facts.withTexts(journals);
    }

    /// EdgeCore's journal, that of a service that does not run, and the log of an EdgeMesh agent that does not work.
    private static Map<String, LogSource> logs(
            EdgeNode edge, HostFacts facts, ClusterSnapshot cluster) {
        var logs = new TreeMap<String, LogSource>();
        logs.put("edgecore", new LogSource.Unit("edgecore"));
        for (String unit : List.of("crio", "mosquitto")) {
            if (facts.flag(unit + ".active").filter(active -> !active).isPresent()) {
                logs.put(unit, new LogSource.Unit(unit));
            }
        }
        cluster.pods().stream()
                .filter(pod -> pod.node().equals(edge.hostName().text()))
                .filter(pod -> pod.owner().endsWith("/" + MESH) && fails(pod, cluster))
                .findFirst()
                .ifPresent(
                        pod ->
                                logs.put(
                                        "edgemesh",
                                        new LogSource.Pod(pod.namespace(), pod.name(), true)));
        return logs;
    }
}
