package org.kpaas.edge.installer.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Practice;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Set;

/// The whole probe over real SSH, on a site whose hosts play along.
final class PracticeProbeTest {
    private SiteFacts probed(Set<Fault> faults) throws Exception {
        try (Practice practice =
                        Practice.start(
                                PracticeOptions.STANDARD.withFaults(faults), TestInstaller::at);
                Session session = practice.open()) {
            return session.probe(session.look(subject -> {}), source -> {});
        }
    }

    @Test
    void everyNeededFlowOfAHealthySiteIsOpen() throws Exception {
        List<Reach> reach = probed(Set.of()).reach();
        assertThat(reach)
                .filteredOn(it -> it.wanted() && it.from().kind() != Subject.Kind.LAPTOP)
                .extracting(it -> it.from().kind())
                .contains(Subject.Kind.NODE, Subject.Kind.CONTROL_PLANE, Subject.Kind.EDGE);
        assertThat(reach)
                .filteredOn(it -> it.wanted() && it.from().kind() != Subject.Kind.LAPTOP)
                .allMatch(it -> it.result() == Reach.Result.OPEN);
        assertThat(reach)
                .filteredOn(it -> !it.wanted())
                .isNotEmpty()
                .noneMatch(it -> it.result() == Reach.Result.OPEN);
    }

    @Test
    void aBlockedPortIsFilteredFromEachEdgeAndTheOtherIsOpen() throws Exception {
        SiteFacts facts = probed(Set.of(Fault.PORT_10000_BLOCKED));
        assertThat(facts.reach())
                .filteredOn(it -> edge(it) && it.port() == 10_000)
                .isNotEmpty()
                .allMatch(it -> it.result() == Reach.Result.FILTERED);
        assertThat(facts.reach())
                .filteredOn(it -> edge(it) && it.port() == 10_002)
                .isNotEmpty()
                .allMatch(it -> it.result() == Reach.Result.OPEN);
    }

    private static boolean edge(Reach reach) {
        return reach.from().kind() == Subject.Kind.EDGE;
    }
}
