package org.kpaas.edge.installer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/// A run that is stopped in the middle of a join, over real sockets.
@Timeout(120)
final class StopTest {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /// `keadm join` waits five minutes for an answer from a closed port, also after Ansible was ended (T66, T94).
    @Test
    void aStopFollowsTheJoinAndTellsWhatIsLeft() throws Exception {
        var options = PracticeOptions.STANDARD.withSpeed(40).withFaults(Fault.PORT_10002_BLOCKED);
        try (Practice practice = Practice.start(options, TestInstaller::at);
                Session session = practice.open()) {
            DeploymentPlan plan = session.plan(session.look(subject -> {}));
            var joining = new CompletableFuture<Void>();
            var result =
                    CompletableFuture.supplyAsync(
                            () ->
                                    run(
                                            session,
                                            plan,
                                            event -> {
                                                events.add(event);
                                                if (event instanceof Event.Now now
                                                        && now.task().equals("keadm join")) {
                                                    joining.complete(null);
                                                }
                                            }));
            joining.join();
            assertThat(session.cancel(plan.id())).isTrue();

            assertThat(result.join().problem()).map(Problem::code).contains("run.stopped");
            List<Event.EdgeSeen> seen =
                    events.stream()
                            .filter(Event.EdgeSeen.class::isInstance)
                            .map(Event.EdgeSeen.class::cast)
                            .toList();
            assertThat(seen).anyMatch(it -> it.look().join().isPresent());
            assertThat(seen)
                    .anyMatch(
                            it ->
                                    it.look()
                                            .complaint()
                                            .filter(c -> c.contains("10002"))
                                            .isPresent());
            assertThat(seen.getLast().look().atRest()).isTrue();
            List<NodeStanding> left = session.standings();
            assertThat(left).hasSize(2);
            assertThat(left).extracting(NodeStanding::state).containsOnly(NodeState.REMNANT);
            assertThat(left)
                    .allSatisfy(
                            it ->
                                    assertThat(it.runs())
                                            .hasValueSatisfying(
                                                    run ->
                                                            assertThat(run.last())
                                                                    .isEqualTo(plan.id())));
            clean(session);
        }
    }

    @Test
    void afterAWholeRunEveryNodeIsHardened() throws Exception {
        var options = PracticeOptions.STANDARD.withSpeed(1000);
        try (Practice practice = Practice.start(options, TestInstaller::at);
                Session session = practice.open()) {
            assertThat(session.standings())
                    .extracting(NodeStanding::state)
                    .containsOnly(NodeState.CLEAN);
            DeploymentPlan plan = session.plan(session.look(subject -> {}));
            assertThat(session.deploy(plan, events::add).problem()).isEmpty();
            session.settle(java.time.Duration.ofSeconds(30), false);
            assertThat(session.standings())
                    .extracting(NodeStanding::state)
                    .containsOnly(NodeState.HARDENED);
        }
    }

    /// The next run is for what is clean again; cleaning needs consent and is a repair of EDG-15 (T68).
    private static void clean(Session session) throws Exception {
        var proposals =
                session.proposals(session.look(subject -> {})).stream()
                        .filter(it -> it.check().text().equals("EDG-15"))
                        .toList();
        assertThat(proposals).hasSize(2);
        try (var repairer = session.repairer()) {
            var offers = new ArrayList<Offer>();
            for (var proposal : proposals) {
                offers.add(repairer.preview(proposal).orElseThrow());
            }
            assertThat(repairer.apply(offers, false, progress -> {}))
                    .allMatch(Outcome.Done.class::isInstance);
        }
        assertThat(session.standings())
                .extracting(NodeStanding::state)
                .containsOnly(NodeState.RUNTIME);
    }

    private static Event.RunResult run(
            Session session, DeploymentPlan plan, java.util.function.Consumer<Event> sink) {
        try {
            return session.deploy(plan, sink);
        } catch (ProblemException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
