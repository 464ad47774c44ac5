package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.Practice;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Repairs on a simulated site over real sockets: proposed, previewed, done, checked again, undone.
final class PracticeRepairTest {
    @ParameterizedTest
    @CsvSource({
        "PI_WITHOUT_MEMORY_CGROUP, EDG-06, 1",
        "WRONG_HOST_NAME, EDG-04, 2",
        "KEY_REFUSED, ANS-04, 1",
        "SUDO_PASSWORD, ANS-05, 1",
        "BURNT_TEMPLATES, REL-04, 3",
        "CRLF_VARIABLES, REL-11, 1",
        "DOUBLED_BROKER_LINES, EDG-19, 1",
        "MISSING_TOOLS, EDG-21, 1",
        "STALE_LABEL, K8S-14, 1"
    })
    void aFaultIsRepairedAndThePastComesBackByUndo(Fault fault, String check, int changes)
            throws Exception {
        try (Practice practice = practice(Set.of(fault));
                Session session = practice.open()) {
            SiteFacts facts = session.look(subject -> {});
            assertThat(openOf(session.check(facts), check)).isNotEmpty();

            List<Outcome> outcomes = repair(session, facts, check);

            assertThat(outcomes).hasSize(changes).allMatch(Outcome.Done.class::isInstance);
            SiteFacts repaired = session.look(subject -> {});
            assertThat(openOf(session.check(repaired), check)).isEmpty();
            assertThat(session.proposals(repaired))
                    .noneMatch(it -> it.check().text().equals(check));

            // another start of the product knows them from its journal
            List<RepairJournal.Entry> entries = session.repaired();
            assertThat(entries).hasSize(changes);
            try (Repairer repairer = session.repairer()) {
                for (RepairJournal.Entry entry : entries.reversed()) {
                    repairer.undo(entry);
                }
            }
            assertThat(session.repaired()).isEmpty();
            if (fault != Fault.PI_WITHOUT_MEMORY_CGROUP) {
                SiteFacts undone = session.look(subject -> {});
                assertThat(openOf(session.check(undone), check)).isNotEmpty();
            }
        }
    }

    @Test
    void theRestartIsWaitedForAndOnlyDoneWithConsent() throws Exception {
        try (Practice practice = practice(Set.of(Fault.PI_WITHOUT_MEMORY_CGROUP));
                Session session = practice.open();
                Repairer repairer = session.repairer()) {
            SiteFacts facts = session.look(subject -> {});
            Proposal proposal = only(session.proposals(facts));
            Offer offer = repairer.preview(proposal).orElseThrow();
            assertThat(offer.preview()).isInstanceOf(Preview.File.class);

            repairer.apply(List.of(offer), false, progress -> {});
            SiteFacts unread = session.look(subject -> {});
            assertThat(openOf(session.check(unread), "EDG-06")).isNotEmpty();
            Offer rest = repairer.preview(proposal).orElseThrow();
            assertThat(rest.preview()).isInstanceOf(Preview.Restart.class);

            var seen = new ArrayList<Progress>();
            assertThat(repairer.apply(List.of(rest), true, seen::add))
                    .allMatch(it -> it instanceof Outcome.Done done && done.restarted());
            assertThat(seen)
                    .anyMatch(Progress.Restarting.class::isInstance)
                    .anyMatch(Progress.Back.class::isInstance);
            SiteFacts back = session.look(subject -> {});
            assertThat(openOf(session.check(back), "EDG-06")).isEmpty();
        }
    }

    @Test
    void aStalePreviewIsRefusedAndHoldsUpNoOtherHost() throws Exception {
        try (Practice practice = practice(Set.of(Fault.SUDO_PASSWORD, Fault.CRLF_VARIABLES));
                Session session = practice.open();
                Repairer repairer = session.repairer()) {
            List<Offer> offers = new ArrayList<>();
            for (Proposal proposal : session.proposals(session.look(subject -> {}))) {
                offers.add(repairer.preview(proposal).orElseThrow());
            }
            assertThat(offers).hasSize(2);
            practice.hosts().repair(Fault.CRLF_VARIABLES);

            List<Outcome> outcomes = repairer.apply(offers, false, progress -> {});

            assertThat(outcomes)
                    .filteredOn(Outcome.Failed.class::isInstance)
                    .singleElement()
                    .satisfies(
                            it ->
                                    assertThat(((Outcome.Failed) it).problem().code())
                                            .isEqualTo("fix.changed"));
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        }
    }

    @Test
    void undoIsRefusedWhenTheFileWasChangedSince() throws Exception {
        try (Practice practice = practice(Set.of(Fault.CRLF_VARIABLES));
                Session session = practice.open();
                Repairer repairer = session.repairer()) {
            repair(session, session.look(subject -> {}), "REL-11");
            practice.hosts().inject(Fault.EMPTY_CLUSTER_VARIABLES);

            assertThatThrownBy(() -> repairer.undo(only(session.repaired())))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("fix.changed");
            assertThat(session.repaired()).hasSize(1);
        }
    }

    @Test
    void thePasswordIsInNoFileOfTheLaptopAndInNoMessage() throws Exception {
        try (Practice practice = practice(Set.of(Fault.SUDO_PASSWORD));
                Session session = practice.open()) {
            String password = new String(practice.hosts().password());
            List<Outcome> outcomes = repair(session, session.look(subject -> {}), "ANS-05");

            assertThat(outcomes.toString()).doesNotContain(password);
            try (var files = Files.walk(practice.installer().home())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain(password);
                }
            }
        }
    }

    private static List<Outcome> repair(Session session, SiteFacts facts, String check)
            throws Exception {
        try (Repairer repairer = session.repairer()) {
            List<Offer> offers = new ArrayList<>();
            for (Proposal proposal : session.proposals(facts)) {
                if (proposal.check().text().equals(check)) {
                    repairer.preview(proposal).ifPresent(offers::add);
                }
            }
            return repairer.apply(offers, true, progress -> {});
        }
    }

    private static List<Answer> openOf(List<Answer> answers, String check) {
        return answers.stream()
                .filter(it -> it.id().text().equals(check))
                .filter(
                        it ->
                                it.result() instanceof CheckResult.Failed
                                        || it.result() instanceof CheckResult.Warned)
                .toList();
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }

    private static Practice practice(Set<Fault> faults) throws ProblemException {
        PracticeOptions options = new PracticeOptions("v1.6.0", 2, 1000, EnumSet.copyOf(faults));
        return Practice.start(
                options,
                home ->
                        new Installer(
                                new SshRemotes(home.resolve("known_hosts"), Duration.ofSeconds(2)),
                                new KubeClusters(),
                                Clock.systemUTC(),
                                home));
    }
}
