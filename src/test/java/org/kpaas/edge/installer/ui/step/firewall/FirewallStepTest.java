package org.kpaas.edge.installer.ui.step.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.List;
import java.util.Optional;

class FirewallStepTest {
    private static final EdgeNode EDGE =
            new EdgeNode(
                    new HostName("edge-1"),
                    new Ipv4("10.0.0.21"),
                    Port.SSH,
                    "ubuntu",
                    new Credential.Agent(),
                    EdgeNode.Route.DIRECT);
    private final WizardContext context =
            new WizardContext(new SimpleObjectProperty<>(Texts.of(Texts.ENGLISH)));
    private final FirewallStep step = new FirewallStep(context);

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
                                List.of("10.0.0.21")));
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
        context.facts()
                .set(
                        Optional.of(
                                new SiteFacts(
                                        known.taken(),
                                        known.releaseId(),
                                        known.hosts(),
                                        known.cluster(),
                                        List.of(
                                                reach(Reach.Result.OPEN),
                                                reach(Reach.Result.FILTERED)),
                                        known.unread())));
        assertThat(step.tried(row("control-plane/tcp/10000"))).contains(Reach.Result.FILTERED);
        assertThat(step.tried(row("control-plane/tcp/10002"))).isEmpty();
    }

    @Test
    void theButtonSaysHowManyNodesAreChecked() {
        assertThat(step.nextLabel().getValue()).isEqualTo("Check 1 node");
    }

    private static Reach reach(Reach.Result result) {
        return Reach.cloudCore(Subject.LAPTOP, "203.0.113.10:10000", 10_000, result, "");
    }

    private FirewallRow row(String id) {
        return step.rows().stream()
                .filter(row -> row.row().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
