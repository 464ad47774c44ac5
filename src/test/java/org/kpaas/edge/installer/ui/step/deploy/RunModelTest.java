package org.kpaas.edge.installer.ui.step.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.step.Samples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class RunModelTest {
    private static final String JOIN = "cp/edge/keadm_join";
    private static final List<String> EDGES = List.of("cp-edge-1", "cp-edge-2", "cp-edge-3");
    private final RunModel run =
            new RunModel(
                    Expected.of(Samples.release()),
                    List.of("variables", "job", "tools", "join", "verify"),
                    EDGES);
    private Instant clock = Samples.NOON;

    @Test
    void theGridHasTheStagesThatRunOnEdgeNodes() {
        assertThat(run.grid().stages())
                .containsExactly("tools", "runtime", "join", "edgecore", "hardening");
        assertThat(run.grid().rows()).extracting(HostRow::host).isEqualTo(EDGES);
        assertThat(marks("cp-edge-1")).containsOnly(Mark.WAITING);
    }

    @Test
    void phasesTakeTheirStateAndTimeFromTheEvents() {
        run.apply(List.of(phase("variables", Event.PhaseState.RUNNING)));
        clock = clock.plusSeconds(5);
        run.apply(List.of(phase("variables", Event.PhaseState.DONE)));

        PhaseRow row = run.phases().getFirst();
        assertThat(row.mark()).isEqualTo(Mark.DONE);
        assertThat(row.took(clock.plusSeconds(100))).contains(Duration.ofSeconds(5));
    }

    @Test
    void theTaskOfTheMomentIsRunningOnEveryNodeAndEarlierStagesAreBehindThem() {
        run.apply(List.of(now(4, JOIN, "keadm join")));

        assertThat(marks("cp-edge-2"))
                .containsExactly(Mark.DONE, Mark.DONE, Mark.RUNNING, Mark.WAITING, Mark.WAITING);
        assertThat(cell("cp-edge-2", 2).detail()).isEqualTo("keadm join");
    }

    @Test
    void aResultFillsOneCellOnly() {
        run.apply(
                List.of(
                        now(4, JOIN, "modify edgecore"),
                        result(4, JOIN, "modify edgecore", "cp-edge-3", Event.TaskState.CHANGED)));

        assertThat(cell("cp-edge-3", 2).mark()).isEqualTo(Mark.DONE);
        assertThat(cell("cp-edge-1", 2).mark()).isEqualTo(Mark.RUNNING);
    }

    @Test
    void aFailedNodeStaysFailedWhileTheOthersGoOn() {
        run.apply(
                List.of(
                        now(4, JOIN, "keadm join"),
                        result(4, JOIN, "keadm join", "cp-edge-2", Event.TaskState.FAILED),
                        now(4, JOIN, "modify edgecore"),
                        now(5, "cp/edge/edgecore", "install mosquitto")));

        assertThat(marks("cp-edge-2").subList(2, 4)).containsExactly(Mark.FAILED, Mark.WAITING);
        assertThat(marks("cp-edge-1").subList(2, 4)).containsExactly(Mark.DONE, Mark.RUNNING);
        assertThat(cell("cp-edge-2", 2).detail()).isEqualTo("it broke");
    }

    @Test
    void anIgnoredFailureIsNotAFailure() {
        run.apply(
                List.of(
                        result(
                                4,
                                "cp/edge/cri_install",
                                "enable crio.service",
                                "cp-edge-1",
                                Event.TaskState.IGNORED)));

        assertThat(cell("cp-edge-1", 1).mark()).isEqualTo(Mark.DONE);
    }

    @Test
    void tasksOfTheControlPlaneDoNotFillCellsOfEdgeNodes() {
        run.apply(List.of(now(7, "cp/cve_cce/amd64", "Run security.bin")));

        assertThat(marks("cp-edge-1"))
                .containsExactly(Mark.DONE, Mark.DONE, Mark.DONE, Mark.DONE, Mark.WAITING);
    }

    @Test
    void anEndThatIsNoSuccessLeavesTheRestStopped() {
        run.apply(
                List.of(
                        phase("join", Event.PhaseState.RUNNING),
                        now(4, JOIN, "keadm join"),
                        result(4, JOIN, "keadm join", "cp-edge-2", Event.TaskState.FAILED)));

        run.ended(Samples.failedBecause(Problem.of("run.failed", "keadm join")));

        assertThat(marks("cp-edge-1").subList(2, 4)).containsExactly(Mark.STOPPED, Mark.STOPPED);
        assertThat(run.phases().get(3).mark()).isEqualTo(Mark.FAILED);
        assertThat(run.phases().get(4).mark()).isEqualTo(Mark.STOPPED);
        assertThat(run.now().get()).isEmpty();
    }

    @Test
    void aLostLinkIsShownUntilItIsBack() {
        var lost = Problem.of("remote.lost", "cp", "", "");
        run.apply(List.of(new Event.LinkLost(clock, lost, Duration.ofSeconds(5))));
        assertThat(run.linkLost().get()).contains(lost);

        run.apply(List.of(new Event.LinkBack(clock)));
        assertThat(run.linkLost().get()).isEmpty();
    }

    @Test
    void silenceIsToldUntilTheNextSignOfLife() {
        run.apply(List.of(new Event.Quiet(clock, Duration.ofMinutes(3))));
        assertThat(run.quiet().get()).contains(Duration.ofMinutes(3));

        run.apply(List.of(new Event.Line(clock, 0, "changed: [cp-edge-1]")));
        assertThat(run.quiet().get()).isEmpty();
        assertThat(run.log().all()).containsExactly("changed: [cp-edge-1]");
    }

    @Test
    void theRemainingTimeFollowsThePaceOfThisRun() {
        run.apply(List.of(now(1, "kubespray-defaults", "Set fallback_ips")));
        Duration first = run.remaining(clock).orElseThrow();
        assertThat(first).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(200));

        clock = clock.plusSeconds(60);
        run.apply(List.of(now(3, "cp/edge/keadm_init", "change kube-proxy config")));

        assertThat(run.remaining(clock).orElseThrow()).isGreaterThan(Duration.ofSeconds(200));
        assertThat(run.share()).isBetween(0.1, 0.3);
    }

    @Test
    void aTaskThatTakesLongerThanRecordedNeverMakesTheRestNegative() {
        run.apply(List.of(now(8, "cp/cve_cce/arm64", "Delete security.bin")));

        assertThat(run.remaining(clock.plusSeconds(10_000))).contains(Duration.ZERO);
    }

    private List<Mark> marks(String host) {
        return row(host).cells().stream().map(HostRow.Cell::mark).toList();
    }

    private HostRow.Cell cell(String host, int stage) {
        return row(host).cells().get(stage);
    }

    private HostRow row(String host) {
        return run.grid().rows().stream()
                .filter(row -> row.host().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private Event phase(String id, Event.PhaseState state) {
        return new Event.Phase(clock, id, state);
    }

    private Event now(int play, String role, String task) {
        return new Event.Now(clock, play, role, task);
    }

    private Event result(int play, String role, String task, String host, Event.TaskState state) {
        return new Event.Result(clock, play, role, task, host, state, "it broke");
    }
}
