package org.kpaas.edge.installer.ui.step.cloudcore;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.Optional;

class CloudCoreStepTest {
    private final WizardContext context =
            new WizardContext(new SimpleObjectProperty<>(Texts.of(Texts.ENGLISH)));
    private final CloudCoreStep step = new CloudCoreStep(context);

    @BeforeEach
    void connected() {
        context.site().set(Optional.of(SampleSite.site()));
        context.facts().set(Optional.of(SampleSite.facts("cp-master", "cp-worker-1", "cp-edge-1")));
        step.entered();
    }

    @Test
    void onlyNodesThatAreNotEdgesCanBeChosen() {
        assertThat(step.liveNodes()).containsExactly("cp-master", "cp-worker-1");
        assertThat(step.node1().get()).isEqualTo("cp-master");
    }

    @Test
    void bothAddressesAreTheSameWithALoadBalancer() {
        step.exposure().set(Exposure.LOAD_BALANCER);
        step.publicVip().text().set("203.0.113.10");
        assertThat(step.complete().get()).isTrue();
        step.left();
        var chosen = context.site().get().orElseThrow().cloudCore().orElseThrow();
        assertThat(chosen.privateVip()).isEqualTo(chosen.publicVip());
    }

    @Test
    void theInterfaceNeedsItsOwnAddress() {
        step.publicVip().text().set("203.0.113.10");
        assertThat(step.complete().get()).isFalse();
        step.privateVip().text().set("10.0.0.100");
        assertThat(step.complete().get()).isTrue();
    }

    @Test
    void oneNodeTwiceIsRefused() {
        step.publicVip().text().set("203.0.113.10");
        step.privateVip().text().set("10.0.0.100");
        step.node2().set("cp-master");
        assertThat(step.complete().get()).isFalse();
        assertThat(step.shownNodeFault().getValue().orElseThrow().key())
                .isEqualTo("step.cloudcore.node.same");
    }

    @Test
    void aNodeThatIsGoneIsNamed() {
        step.node1().set("cp-old");
        assertThat(step.shownNodeFault().getValue().orElseThrow().in(Texts.of(Texts.ENGLISH)))
                .contains("cp-old");
    }

    @Test
    void thePortMapIsTheGuides() {
        assertThat(step.portMapText()).startsWith("TCP\t10000\t30000\n").hasLineCount(5);
    }
}
