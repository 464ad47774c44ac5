package org.kpaas.edge.installer.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class WizardModelTest {
    private final List<String> log = new ArrayList<>();
    private final FakeStep first = new FakeStep("first");
    private final FakeStep second = new FakeStep("second");
    private final FakeStep third = new FakeStep("third");
    private final WizardModel model =
            new WizardModel(List.of(first, second, third), () -> log.add("finished"));

    @Test
    void aStepIsReachableWhenEveryEarlierOneIsComplete() {
        assertThat(model.state(1).get()).isEqualTo(StepState.LOCKED);
        first.complete.set(true);
        assertThat(model.state(1).get()).isEqualTo(StepState.OPEN);
        assertThat(model.state(2).get()).isEqualTo(StepState.LOCKED);
    }

    @Test
    void nextDoesNothingWhileTheStepIsNotComplete() {
        model.next();
        assertThat(model.current().get()).isZero();
        assertThat(model.canGoNext().get()).isFalse();
    }

    @Test
    void leavingAndEnteringAreTold() {
        model.start();
        first.complete.set(true);
        model.next();
        model.back();
        assertThat(log)
                .containsExactly(
                        "first entered",
                        "first left",
                        "second entered",
                        "second left",
                        "first entered");
    }

    @Test
    void anEarlierStepThatBecomesIncompleteLocksTheLaterOnes() {
        first.complete.set(true);
        second.complete.set(true);
        model.go("third");
        model.go("first");
        assertThat(model.state(1).get()).isEqualTo(StepState.OPEN);
        assertThat(model.state(2).get()).isEqualTo(StepState.OPEN);
        first.complete.set(false);
        assertThat(model.state(2).get()).isEqualTo(StepState.LOCKED);
        model.go("third");
        assertThat(model.step()).isSameAs(first);
    }

    @Test
    void aCompleteStepIsDoneOnlyAfterItWasSeen() {
        first.complete.set(true);
        second.complete.set(true);
        assertThat(model.state(1).get()).isEqualTo(StepState.OPEN);
        model.next();
        model.back();
        assertThat(model.state(1).get()).isEqualTo(StepState.DONE);
        second.attention.set(true);
        assertThat(model.state(1).get()).isEqualTo(StepState.ATTENTION);
    }

    @Test
    void nextOnTheLastStepFinishes() {
        first.complete.set(true);
        second.complete.set(true);
        third.complete.set(true);
        model.go("third");
        log.clear();
        model.next();
        assertThat(log).containsExactly("finished");
    }

    private final class FakeStep implements WizardStep {
        private final String id;
        final BooleanProperty complete = new SimpleBooleanProperty();
        final BooleanProperty attention = new SimpleBooleanProperty();

        FakeStep(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public ObservableBooleanValue complete() {
            return complete;
        }

        @Override
        public ObservableBooleanValue attention() {
            return attention;
        }

        @Override
        public ObservableValue<String> nextLabel() {
            return new SimpleStringProperty("next");
        }

        @Override
        public void entered() {
            log.add(id + " entered");
        }

        @Override
        public void left() {
            log.add(id + " left");
        }
    }
}
