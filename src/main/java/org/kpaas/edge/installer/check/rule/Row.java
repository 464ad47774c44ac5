package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.Check;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One row of the catalogue: an id and a question. A host that could not be read is told once, by the check that reached
/// for it; every other row says "not asked" then.
record Row(CheckId id, Set<CheckId> needs, BiFunction<Site, SiteFacts, List<CheckResult>> question)
        implements Check {
    static final String REACH_CONTROL_PLANE = "LAP-02";
    static final String REACH_EDGE = "LAP-05";
    static final String REACH_CLUSTER = "K8S-01";

    @Override
    public List<CheckResult> ask(Site site, SiteFacts facts) {
        return question.apply(site, facts);
    }

    /// A question about the settings, or about several things at once.
    static Row site(String id, BiFunction<Site, SiteFacts, List<CheckResult>> question) {
        return new Row(new CheckId(id), Set.of(), question);
    }

    /// A question to the control plane.
    static Row controlPlane(String id, Function<HostView, CheckResult> question) {
        return site(
                id,
                (site, facts) ->
                        List.of(
                                onHost(
                                        site,
                                        facts,
                                        site.controlPlaneSubject(),
                                        REACH_CONTROL_PLANE,
                                        question)));
    }

    /// A question to every edge node.
    static Row edge(String id, BiFunction<EdgeNode, HostView, CheckResult> question) {
        return maybeEdge(id, (edge, host) -> Optional.of(question.apply(edge, host)));
    }

    /// A question to every edge node that it applies to; an empty answer means that it does not.
    static Row maybeEdge(
            String id, BiFunction<EdgeNode, HostView, Optional<CheckResult>> question) {
        return site(
                id,
                (site, facts) -> {
                    var results = new ArrayList<CheckResult>();
                    List<Subject> subjects = site.edgeSubjects();
                    for (int i = 0; i < subjects.size(); i++) {
                        EdgeNode edge = site.edges().get(i);
                        Subject on = subjects.get(i);
                        Optional<HostFacts> host = facts.host(on);
                        if (host.isPresent()) {
                            question.apply(edge, HostView.of(site, facts, on, host.get()))
                                    .ifPresent(results::add);
                        } else {
                            results.add(unread(facts, on, REACH_EDGE));
                        }
                    }
                    return results;
                });
    }

    /// A question to the control plane and to every edge node.
    static Row everyHost(String id, Function<HostView, CheckResult> question) {
        return site(
                id,
                (site, facts) -> {
                    var results = new ArrayList<CheckResult>();
                    results.add(
                            onHost(
                                    site,
                                    facts,
                                    site.controlPlaneSubject(),
                                    REACH_CONTROL_PLANE,
                                    question));
                    for (Subject on : site.edgeSubjects()) {
                        results.add(onHost(site, facts, on, REACH_EDGE, question));
                    }
                    return results;
                });
    }

    /// A question to the cluster as it is now.
    static Row cluster(
            String id, BiFunction<ClusterView, ClusterSnapshot, List<CheckResult>> question) {
        return site(
                id,
                (site, facts) ->
                        facts.cluster()
                                .map(it -> question.apply(new ClusterView(site, facts), it))
                                .orElseGet(
                                        () ->
                                                List.of(
                                                        clusterUnread(
                                                                facts, new Say(Subject.CLUSTER)))));
    }

    /// A question to the cluster that has one answer.
    static Row clusterOne(
            String id, BiFunction<ClusterView, ClusterSnapshot, CheckResult> question) {
        return cluster(id, (view, snapshot) -> List.of(question.apply(view, snapshot)));
    }

    /// The checks that must not have failed before this one is asked.
    Row needs(String... ids) {
        var all = new HashSet<>(needs);
        for (String each : ids) {
            all.add(new CheckId(each));
        }
        return new Row(id, Set.copyOf(all), question);
    }

    static CheckResult unread(SiteFacts facts, Subject on, String reach) {
        return facts.whyUnread(on).isPresent()
                ? new Say(on).notAsked(reach)
                : new Say(on).unknown(Why.HOST_UNREAD);
    }

    static CheckResult clusterUnread(SiteFacts facts, Say say) {
        return facts.whyUnread(Subject.CLUSTER).isPresent()
                ? say.notAsked(REACH_CLUSTER)
                : say.unknown(Why.CLUSTER_UNREAD);
    }

    private static CheckResult onHost(
            Site site,
            SiteFacts facts,
            Subject on,
            String reach,
            Function<HostView, CheckResult> question) {
        return facts.host(on)
                .map(host -> question.apply(HostView.of(site, facts, on, host)))
                .orElseGet(() -> unread(facts, on, reach));
    }
}
