package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Practice;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.text.Texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The checks on a site that is looked at over real SSH and a real API: each fault is told by its own check.
final class PracticeFaultsTest {
    /// Fault, check, subject and state, of all faults that can be told at once.
    private static final List<String> TOGETHER =
            List.of(
                    "WRONG_ARCHITECTURE EDG-01 edge-1 failed",
                    "PI_WITHOUT_MEMORY_CGROUP EDG-06 edge-2 failed",
                    "DUPLICATE_HOST_NAME VAR-06 edge-2 failed",
                    "PORT_10000_BLOCKED PORT-10000 edge-1 failed",
                    "PORT_10000_BLOCKED PORT-10000 edge-2 failed",
                    "PORT_10002_BLOCKED PORT-10002 edge-1 failed",
                    "PORT_10002_BLOCKED PORT-10002 edge-2 failed",
                    "KEY_REFUSED ANS-04 edge-2 failed",
                    "SUDO_PASSWORD ANS-05 edge-2 failed",
                    "CLOCK_WRONG LAP-07 edge-2 failed",
                    "ALREADY_JOINED EDG-15 edge-1 failed",
                    "EDGE_IS_CLUSTER_NODE EDG-14 edge-2 failed",
                    "BURNT_TEMPLATES REL-04 control-plane warned",
                    "CRLF_VARIABLES REL-11 control-plane failed",
                    "ROOT_OWNED_FILES REL-07 control-plane failed",
                    "NO_ANSIBLE ANS-01 control-plane failed",
                    "ANSIBLE_RUNNING REL-10 control-plane failed",
                    "WORKER_NOT_READY K8S-03 node/cp-worker-3 failed",
                    "CLONED_CARD EDG-05 edge-2 failed",
                    "LITTLE_MEMORY EDG-09 edge-1 failed",
                    "DISK_FULL EDG-10 edge-2 failed",
                    "UNDERVOLTAGE EDG-12 edge-2 warned",
                    "PORT_TAKEN EDG-18 edge-2 failed",
                    "DOUBLED_BROKER_LINES EDG-19 edge-2 failed",
                    "PACKAGES_LOCKED EDG-20 edge-2 failed",
                    "MISSING_TOOLS EDG-21 edge-1 failed",
                    "MISSING_MODULES EDG-22 edge-2 failed",
                    "OVERLAPPING_NETWORK EDG-24 edge-1 failed",
                    "KUBECONFIG_ON_EDGE EDG-28 edge-1 failed",
                    "NO_PYTHON ANS-08 edge-1 failed",
                    "PROXY_SET ANS-10 edge-1 failed",
                    "HOST_VARIABLES ANS-12 control-plane warned",
                    "CHANGED_ROLE REL-03 control-plane warned",
                    "BROKEN_KEADM REL-08 control-plane failed",
                    "NODE_PORT_TAKEN K8S-12 control-plane failed",
                    "NAMESPACE_STUCK K8S-13 control-plane failed",
                    "STALE_LABEL K8S-14 cluster warned",
                    "TAINTED_CONTROL_PLANE K8S-19 node/cp-master warned",
                    "FULL_NODE K8S-20 node/cp-worker-1 failed");

    @TempDir private Path folder;

    private List<Answer> ask(Set<Fault> faults) throws Exception {
        return ask(PracticeOptions.STANDARD.withFaults(faults));
    }

    private List<Answer> ask(PracticeOptions options) throws Exception {
        try (Practice practice = Practice.start(options, TestInstaller::at);
                Session session = practice.open()) {
            SiteFacts facts = session.probe(session.look(subject -> {}), source -> {});
            Path file = folder.resolve("facts.json");
            FactsFile.save(session.site(), facts, file);
            assertThat(Checks.ask(session.site(), FactsFile.load(session.site(), file)))
                    .isEqualTo(session.check(facts));
            return session.check(facts);
        }
    }

    private static List<String> troubles(List<Answer> answers) {
        return answers.stream().filter(it -> it.rank() < 2).map(Lab::line).toList();
    }

    @Test
    void aHealthyPracticeSitePassesEverything() throws Exception {
        assertThat(ask(Set.of()).stream().filter(it -> it.rank() < 4).map(Lab::line)).isEmpty();
    }

    @Test
    void aSiteOfTheReleaseBeforeTheNewestPassesEverythingToo() throws Exception {
        assertThat(
                        ask(PracticeOptions.STANDARD.withRelease("v1.6.1")).stream()
                                .filter(it -> it.rank() < 4)
                                .map(Lab::line))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v1.5.1, installs a CRI-O for amd64", "v1.5.2, unpack keadm"})
    void aReleaseThatCannotWorkOnArm64IsToldWithItsReason(String release, String why)
            throws Exception {
        List<Answer> answers = ask(PracticeOptions.STANDARD.withRelease(release));
        assertThat(troubles(answers)).containsExactly("REL-02 control-plane failed");
        Answer told = answers.stream().filter(it -> it.rank() < 2).findFirst().orElseThrow();
        assertThat(new Wording(Texts.of(Texts.ENGLISH)).sentence(told))
                .contains(release, why, "v1.6.0, v1.6.1, v1.6.2");
    }

    /// One site with everything wrong that can be wrong at once: each fault is told, by its own check and of its own
    /// subject, and nothing else is.
    @Test
    void aSiteWithMoreThanThirtyFaultsTellsThoseAndNothingElse() throws Exception {
        Map<Fault, List<String>> told = new EnumMap<>(Fault.class);
        TOGETHER.forEach(
                line ->
                        told.computeIfAbsent(
                                        Fault.valueOf(line.substring(0, line.indexOf(' '))),
                                        fault -> new ArrayList<>())
                                .add(line.substring(line.indexOf(' ') + 1)));
        assertThat(told.keySet()).isEqualTo(Fault.together()).hasSizeGreaterThanOrEqualTo(30);

        assertThat(troubles(ask(Fault.together())))
                .containsExactlyInAnyOrderElementsOf(
                        told.values().stream().flatMap(List::stream).toList());
    }

    @Test
    void theFourFaultsOfATrainingAreReportedAndNothingElse() throws Exception {
        assertThat(
                        troubles(
                                ask(
                                        EnumSet.of(
                                                Fault.WRONG_ARCHITECTURE,
                                                Fault.PI_WITHOUT_MEMORY_CGROUP,
                                                Fault.DUPLICATE_HOST_NAME,
                                                Fault.PORT_10000_BLOCKED))))
                .containsExactlyInAnyOrder(
                        "EDG-01 edge-1 failed",
                        "EDG-06 edge-2 failed",
                        "VAR-06 edge-2 failed",
                        "PORT-10000 edge-1 failed",
                        "PORT-10000 edge-2 failed");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_HOST_NAME, EDG-04 edge-1 failed",
        "PORT_10002_BLOCKED, PORT-10002 edge-1 failed",
        "UNREACHABLE_EDGE, LAP-05 edge-2 failed",
        "KEY_REFUSED, ANS-04 edge-2 failed",
        "SUDO_PASSWORD, ANS-05 edge-2 failed",
        "PASSWORD_EXPIRED, LAP-05 edge-2 failed",
        "CLOCK_WRONG, LAP-07 edge-2 failed",
        "ALREADY_JOINED, EDG-15 edge-1 failed",
        "EDGE_IS_CLUSTER_NODE, EDG-14 edge-2 failed",
        "BURNT_TEMPLATES, REL-04 control-plane warned",
        "CRLF_VARIABLES, REL-11 control-plane failed",
        "EMPTY_CLUSTER_VARIABLES, REL-06 control-plane failed",
        "NO_CHECKOUT, REL-01 control-plane failed",
        "UNKNOWN_RELEASE, REL-02 control-plane failed",
        "ROOT_OWNED_FILES, REL-07 control-plane failed",
        "NO_ANSIBLE, ANS-01 control-plane failed",
        "ANSIBLE_RUNNING, REL-10 control-plane failed",
        "WORKER_NOT_READY, K8S-03 node/cp-worker-3 failed",
        "HOST_KEY_CHANGED, LAP-02 control-plane failed",
        "CLONED_CARD, EDG-05 edge-2 failed",
        "LITTLE_MEMORY, EDG-09 edge-1 failed",
        "DISK_FULL, EDG-10 edge-2 failed",
        "UNDERVOLTAGE, EDG-12 edge-2 warned",
        "PORT_TAKEN, EDG-18 edge-2 failed",
        "DOUBLED_BROKER_LINES, EDG-19 edge-2 failed",
        "PACKAGES_LOCKED, EDG-20 edge-2 failed",
        "MISSING_TOOLS, EDG-21 edge-1 failed",
        "MISSING_MODULES, EDG-22 edge-2 failed",
        "OVERLAPPING_NETWORK, EDG-24 edge-1 failed",
        "KUBECONFIG_ON_EDGE, EDG-28 edge-1 failed",
        "NO_PYTHON, ANS-08 edge-1 failed",
        "PROXY_SET, ANS-10 edge-1 failed",
        "HOST_VARIABLES, ANS-12 control-plane warned",
        "CHANGED_ROLE, REL-03 control-plane warned",
        "BROKEN_KEADM, REL-08 control-plane failed",
        "NODE_PORT_TAKEN, K8S-12 control-plane failed",
        "NAMESPACE_STUCK, K8S-13 control-plane failed",
        "STALE_LABEL, K8S-14 cluster warned",
        "TAINTED_CONTROL_PLANE, K8S-19 node/cp-master warned",
        "FULL_NODE, K8S-20 node/cp-worker-1 failed"
    })
    void everyFaultIsToldByItsOwnCheckOnly(Fault fault, String told) throws Exception {
        String id = told.substring(0, told.indexOf(' '));

        assertThat(troubles(ask(EnumSet.of(fault))))
                .contains(told)
                .allMatch(line -> line.startsWith(id + " "));
    }
}
