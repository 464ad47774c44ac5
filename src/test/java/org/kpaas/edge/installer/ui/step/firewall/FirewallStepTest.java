package org.kpaas.edge.installer.ui.step.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.FakeEngine;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

class FirewallStepTest {
    private static final Subject EDGE_1 = new Subject(Subject.Kind.EDGE, "edge-1", "edge-1");
    private static final Subject EDGE_2 = new Subject(Subject.Kind.EDGE, "edge-2", "edge-2");
    private static final EdgeNode EDGE =
            new EdgeNode(
                    new HostName("edge-1"),
                    new Ipv4("10.0.0.21"),
                    Port.SSH,
                    "ubuntu",
                    new Credential.Agent(),
                    EdgeNode.Route.DIRECT);
    private final FakeEngine engine = new FakeEngine();
    private final WizardContext context =
            Samples.connected(new SimpleObjectProperty<>(Texts.of(Texts.ENGLISH)));
    private final FirewallStep step =
            new FirewallStep(
                    context, new Background(Runnable::run, Runnable::run), session -> engine);

    @BeforeEach
    void connected() {
        context.site().set(Optional.of(SampleSite.site().withEdges(List.of(EDGE))));
        context.facts().set(Optional.of(SampleSite.facts()));
        step.entered();
    }

    @Test
    void theRowThatTheGuideForgotIsThereAndVital() {
        FirewallRow row = row("control-plane/tcp/10000");
        assertThat(row.row().inGuide()).isFalse();
        assertThat(row.enabled().get()).isTrue();
        assertThat(row.sources().value()).contains(List.of("10.0.0.21"));
    }

    @Test
    void rowsThatAreNotUsedAreOffFromTheStart() {
        assertThat(row("control-plane/tcp/10251").enabled().get()).isFalse();
        assertThat(step.complete().get()).isTrue();
    }

    @Test
    void switchingAVitalRowOffNeedsAReason() {
        row("control-plane/tcp/10002").enabled().set(false);
        assertThat(step.complete().get()).isFalse();
        row("control-plane/tcp/10002").reason().set("handled by the load balancer");
        assertThat(step.complete().get()).isTrue();
        step.left();
        assertThat(context.site().get().orElseThrow().firewall())
                .containsExactly(
                        new RowDecision(
                                "control-plane/tcp/10002",
                                false,
                                "handled by the load balancer",
                                List.of()));
    }

    @Test
    void sourcesAreAddressesOrRanges() {
        row("control-plane/tcp/6443").sources().text().set("10.0.0.0/24, 10.1.0.7");
        assertThat(step.complete().get()).isTrue();
        row("control-plane/tcp/6443").sources().text().set("10.0.0.0/33");
        assertThat(step.complete().get()).isFalse();
    }

    @Test
    void theWorstAttemptIsShown() {
        SiteFacts known = SampleSite.facts();
        engine.reach =
                List.of(reach(EDGE_1, Reach.Result.OPEN), reach(EDGE_2, Reach.Result.FILTERED));
        step.tryWays();
        assertThat(tried("control-plane/tcp/10000")).isEqualTo(RowVerdict.BLOCKED);
        assertThat(tried("control-plane/tcp/10002")).isEqualTo(RowVerdict.NOT_TRIED);
        assertThat(context.facts().get().map(SiteFacts::taken)).contains(known.taken());
    }

    @Test
    void theLaptopNeedsNoWayToCloudCoreOnceAnEdgeHasTried() {
        engine.reach = List.of(reach(Subject.LAPTOP, Reach.Result.FILTERED));
        step.tryWays();
        assertThat(tried("control-plane/tcp/10000")).isEqualTo(RowVerdict.BLOCKED);
        engine.reach = List.of(reach(EDGE_1, Reach.Result.OPEN));
        step.tryWays();
        assertThat(tried("control-plane/tcp/10000")).isEqualTo(RowVerdict.OPEN);
    }

    @Test
    void whatMustBeClosedIsWellWhenNobodyGetsThrough() {
        engine.reach =
                List.of(
                        closed(EDGE_1, Reach.Result.FILTERED),
                        closed(EDGE_2, Reach.Result.REFUSED));
        step.tryWays();
        assertThat(tried("control-plane/tcp/6443")).isEqualTo(RowVerdict.CLOSED);
        engine.reach = List.of(closed(EDGE_1, Reach.Result.OPEN));
        step.tryWays();
        assertThat(tried("control-plane/tcp/6443")).isEqualTo(RowVerdict.EXPOSED);
    }

    @Test
    void decisionsCountInTheProbeAndWrongOnesKeepItWaiting() {
        row("control-plane/tcp/6443").sources().text().set("10.0.0.0/33");
        step.tryWays();
        assertThat(engine.calls).isEmpty();
        row("control-plane/tcp/6443").sources().text().set("10.0.0.0/24");
        step.tryWays();
        assertThat(engine.calls).containsExactly("probe");
        assertThat(engine.site().firewall())
                .extracting(RowDecision::row)
                .containsExactly("control-plane/tcp/6443");
    }

    @Test
    void aProbeCanBeStoppedAndWhatWasKnownStays() throws Exception {
        BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
        var slow =
                new FirewallStep(context, Background.onVirtualThreads(fx::add), session -> engine);
        slow.entered();
        engine.gate = new CountDownLatch(1);
        engine.reach = List.of(reach(EDGE_1, Reach.Result.FILTERED));
        slow.tryWays();
        while (slow.probe().progress().seen() == 0) {
            fx.take().run();
        }
        assertThat(slow.probe().state().get()).isInstanceOf(ProbeRun.State.Trying.class);
        slow.probe().cancel();
        assertThat(slow.probe().state().get()).isInstanceOf(ProbeRun.State.Stopping.class);
        while (slow.probe().busy()) {
            fx.take().run();
        }
        assertThat(slow.probe().state().get()).isInstanceOf(ProbeRun.State.Stopped.class);
        assertThat(slow.attempts().all()).isEmpty();
    }

    @Test
    void itIsToldForWhomThereIsNoRuleUntilTheirAddressesAreNamed() {
        assertThat(step.missing().get()).contains(Peer.ENGINEERS);
        row("control-plane/tcp/22").sources().text().set("10.0.0.5, 192.0.2.0/24");
        row("edge/tcp/22").sources().text().set("10.0.0.5, 192.0.2.0/24");
        assertThat(step.missing().get()).doesNotContain(Peer.ENGINEERS);
    }

    @Test
    void rowsOfTheSitesOwnAreAddedOnceAndTakenAway() {
        step.form().port().text().set("90-80");
        step.form().purpose().text().set("sensors");
        assertThat(step.form().complete().get()).isFalse();
        step.form().port().text().set("5000");
        step.form().udp().set(true);
        step.add(Role.WORKER);
        step.form().port().text().set("5000");
        step.form().purpose().text().set("more sensors");
        step.add(Role.WORKER);
        var row = new OwnRow("worker/udp/5000", List.of(), "more sensors");
        step.left();
        assertThat(context.site().get().map(Site::ownRows)).contains(List.of(row));
        step.remove(row);
        step.left();
        assertThat(context.site().get().map(Site::ownRows)).contains(List.of());
    }

    @Test
    void theButtonSaysHowManyNodesAreChecked() {
        assertThat(step.nextLabel().getValue()).isEqualTo("Check 1 node");
    }

    private RowVerdict tried(String id) {
        return step.tried(row(id).row());
    }

    private static Reach reach(Subject from, Reach.Result result) {
        return Reach.cloudCore(from, "203.0.113.10:10000", 10_000, result, "");
    }

    /// An attempt on the API, which edges must not reach.
    private static Reach closed(Subject from, Reach.Result result) {
        return new Reach(
                from,
                SampleSite.site().controlPlaneSubject(),
                "10.0.0.5:6443",
                6443,
                Protocol.TCP,
                Reach.Path.DIRECT,
                false,
                result,
                "");
    }

    private FirewallRow row(String id) {
        return step.rows().stream()
                .filter(row -> row.row().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
