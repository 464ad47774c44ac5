package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class ChecksTest {
    @Test
    void aHealthySitePassesEverything() {
        assertThat(new Lab().ask())
                .allSatisfy(
                        answer ->
                                assertThat(answer.result())
                                        .as(answer.toString())
                                        .isInstanceOf(CheckResult.Passed.class));
    }

    @Test
    void fourPlantedFaultsAreReportedAndNothingElse() {
        Lab lab = new Lab();
        lab.put("edge-1", "dpkg.arch", "amd64").put("edge-1", "kernel.arch", "x86_64");
        lab.drop("edge-1", "board.model")
                .drop("edge-1", "cmdline.file")
                .drop("edge-1", "throttled");
        lab.put("edge-2", "cgroup.memory", "no").put("edge-2", "cmdline.tokens", "0");
        lab.edgeNode(1, edge -> Lab.named(edge, "cp-edge-1"));
        lab.reach("edge-1", 10000, Reach.Result.FILTERED);
        lab.reach("edge-2", 10000, Reach.Result.FILTERED);

        assertThat(lab.troubles())
                .containsExactlyInAnyOrder(
                        "EDG-01 edge-1 failed",
                        "EDG-06 edge-2 failed",
                        "VAR-06 edge-2 failed",
                        "PORT-10000 edge-1 failed",
                        "PORT-10000 edge-2 failed");
    }

    @Test
    void anEdgeThatCannotBeReadFailsOnceOnly() {
        Lab lab = new Lab().unread("edge-2", "remote.timed-out");
        lab.put(Lab.CP, "ssh.edge-2", "timeout").drop(Lab.CP, "ssh.edge-2.machine");

        assertThat(lab.troubles()).containsExactly("LAP-05 edge-2 failed");
        assertThat(statesOf(lab, "edge-2"))
                .isSubsetOf(Set.of("failed", "not-asked", "unknown", "passed"));
        assertThat(lab.ask())
                .filteredOn(it -> Lab.line(it).startsWith("EDG-") && onEdge2(it))
                .allSatisfy(
                        it ->
                                assertThat(it.result())
                                        .isInstanceOfAny(
                                                CheckResult.NotAsked.class,
                                                CheckResult.Passed.class));
    }

    @Test
    void theLaptopsOwnWayIsNoMatterWhenTheEdgesHaveOne() {
        Lab lab = new Lab().reach("laptop", 10000, Reach.Result.FILTERED);

        assertThat(lab.troubles()).isEmpty();
    }

    private static boolean onEdge2(Answer answer) {
        return answer.result().on().id().equals("edge-2");
    }

    private static Set<String> statesOf(Lab lab, String subject) {
        return lab.ask().stream()
                .filter(it -> it.result().on().id().equals(subject))
                .map(it -> Lab.state(it.result()))
                .collect(Collectors.toSet());
    }

    @Test
    void aControlPlaneThatCannotBeReadFailsOnceOnly() {
        Lab lab = new Lab().unread(Lab.CP, "remote.refused");
        lab.unread("edge-1", "remote.refused").unread("edge-2", "remote.refused");
        lab.clusterUnread("remote.refused");
        lab.release = Optional.empty();

        assertThat(lab.troubles()).containsExactly("LAP-02 control-plane failed");
    }

    @Test
    void aClusterThatCannotBeReadFailsOnceOnly() {
        assertThat(new Lab().clusterUnread("cluster.refused").troubles())
                .containsExactly("K8S-01 cluster failed");
    }

    @Test
    void withoutACheckoutOnlyThatIsReported() {
        Lab lab = new Lab().put(Lab.CP, "checkout.standalone", "no");
        lab.texts.remove(Lab.CP);
        for (String key : List.of("checkout.describe", "checkout.keadm", "reset.playbook")) {
            lab.drop(Lab.CP, key);
        }
        lab.release = Optional.empty();

        assertThat(lab.troubles()).containsExactly("REL-01 control-plane failed");
    }

    @Test
    void beforeAnythingWasReadNothingFailsButTheSettings() {
        Lab lab = new Lab();
        var nothing =
                new SiteFacts(
                        Lab.NOW, Optional.empty(), Map.of(), Optional.empty(), List.of(), Map.of());

        assertThat(Checks.ask(lab.site(), nothing)).filteredOn(it -> it.rank() < 2).isEmpty();
    }

    /// v1.6.2 lets nobody choose CloudCore's nodes, so one with room is enough.
    @Test
    void whereTheReleaseNamesNoNodesOneWithRoomForCloudCoreIsEnough() {
        Lab lab = new Lab().reserve("shop", "cp-worker-1", 0, 3300);
        lab.release = Optional.of("v1.6.2");
        assertThat(capacity(lab))
                .containsExactly(
                        "K8S-20 node/cp-master passed",
                        "K8S-20 node/cp-worker-1 warned",
                        "K8S-20 cluster passed");

        lab.reserve("shop", "cp-master", 0, 3300);
        assertThat(capacity(lab)).contains("K8S-20 cluster failed");
    }

    @Test
    void aTaintIsNoMatterWhereTheMeshToleratesIt() {
        Lab lab = new Lab();
        Faults.all().stream()
                .filter(it -> it.line().equals("K8S-19 node/cp-master-2 warned"))
                .forEach(it -> it.plant().accept(lab));
        assertThat(lab.troubles()).containsExactly("K8S-19 node/cp-master-2 warned");
        lab.release = Optional.of("v1.6.2");
        assertThat(lab.ask().stream().map(Lab::line)).contains("K8S-19 node/cp-master-2 passed");
    }

    private static List<String> capacity(Lab lab) {
        return lab.ask().stream().map(Lab::line).filter(it -> it.startsWith("K8S-20 ")).toList();
    }

    @Test
    void answersComeInTheOrderOfTheCatalogue() {
        List<CheckId> order = Checks.all().stream().map(Check::id).toList();
        List<CheckId> answered = new Lab().ask().stream().map(Answer::id).distinct().toList();

        assertThat(order).doesNotHaveDuplicates();
        assertThat(answered).isSubsetOf(order);
        assertThat(answered).isSortedAccordingTo((a, b) -> order.indexOf(a) - order.indexOf(b));
    }

    @Test
    void everyNeededCheckExists() {
        Set<CheckId> ids = Checks.all().stream().map(Check::id).collect(Collectors.toSet());
        assertThat(Checks.all()).allSatisfy(it -> assertThat(ids).containsAll(it.needs()));
    }
}
