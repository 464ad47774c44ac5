package org.kpaas.edge.installer.ui.step.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.Optional;

class NodesStepTest {
    private final WizardContext context =
            new WizardContext(new SimpleObjectProperty<>(Texts.of(Texts.ENGLISH)));
    private final NodesStep step =
            new NodesStep(
                    context, NodesStepTest::answer, new Background(Runnable::run, Runnable::run));

    @BeforeEach
    void connected() {
        context.site().set(Optional.of(SampleSite.site()));
        context.facts().set(Optional.of(SampleSite.facts("cp-master", "cp-worker-1")));
        step.entered();
    }

    @Test
    void anEmptyListIsNotComplete() {
        assertThat(step.complete().get()).isFalse();
    }

    @Test
    void aNewRowHasTheControlPlanesUser() {
        NodeRow row = step.add();
        assertThat(row.user().value()).contains("ubuntu");
        row.hostName().text().set("edge-1");
        row.address().text().set("10.0.0.21");
        assertThat(step.complete().get()).isTrue();
        step.left();
        assertThat(context.site().get().orElseThrow().edges()).hasSize(1);
    }

    @Test
    void askingFillsTheHostNameIn() {
        NodeRow row = step.add();
        row.address().text().set("10.0.0.21");
        step.ask(row);
        assertThat(row.hostName().text().get()).isEqualTo("edge-pi");
        assertThat(row.asked().get()).isInstanceOf(NodeRow.Asked.Answered.class);
    }

    @Test
    void aNodeThatDoesNotAnswerKeepsItsRow() {
        NodeRow row = step.add();
        row.hostName().text().set("edge-9");
        row.address().text().set("10.0.0.99");
        step.ask(row);
        assertThat(row.asked().get())
                .isEqualTo(new NodeRow.Asked.Failed(Problem.of("remote.timed-out", "10.0.0.99")));
        assertThat(row.hostName().text().get()).isEqualTo("edge-9");
    }

    @Test
    void aRowWithoutAnAddressIsNotAsked() {
        NodeRow row = step.add();
        step.ask(row);
        assertThat(row.asked().get()).isEqualTo(new NodeRow.Asked.Never());
        assertThat(row.address().shownFault().getValue()).isPresent();
    }

    @Test
    void aHostNameThatStandsTwiceBlocksAndNamesBothRows() {
        step.addList("edge-1,10.0.0.21\nedge-2,10.0.0.22");
        assertThat(step.complete().get()).isTrue();
        step.rows().get(1).hostName().text().set("edge-1");
        assertThat(step.complete().get()).isFalse();
        assertThat(step.fault().get().orElseThrow().in(Texts.of(Texts.ENGLISH)))
                .contains("row 1")
                .contains("row 2");
    }

    @Test
    void aNodeOfTheClusterItselfIsRefused() {
        step.addList("cp-worker-1,10.0.0.21");
        assertThat(step.fault().get().orElseThrow().key()).isEqualTo("step.nodes.cluster-node");
    }

    @Test
    void aListWithAFaultAddsNothing() {
        step.addList("edge-1,10.0.0.21\nedge-2,999.0.0.1");
        assertThat(step.rows()).isEmpty();
        assertThat(step.importProblems().get()).hasSize(1);
    }

    @Test
    void whatWasTypedIsThereAfterGoingBack() {
        step.addList("edge-1,10.0.0.21");
        step.left();
        step.entered();
        assertThat(step.rows()).hasSize(1);
    }

    private static org.kpaas.edge.installer.facts.HostFacts answer(EdgeNode node)
            throws ProblemException {
        if (node.address().text().equals("10.0.0.99")) {
            throw new ProblemException(Problem.of("remote.timed-out", "10.0.0.99"));
        }
        return SampleSite.raspberryPi("edge-pi");
    }
}
