package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.site.Problem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class VerdictTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Tally tally = new Tally();

    @Test
    void aDiskThatIsFullAtTheEndExplainsWhatFailed() {
        tally.accept(new Event.Line(NOW, 0, "OSError: something torn"));
        assertThat(on(state(Optional.of(250), false, 12L))).contains(Problem.of("run.disk-full"));
        assertThat(on(state(Optional.of(250), false, 1_000_000L)))
                .contains(Problem.of("run.script-failed", "250", "OSError: something torn"));
    }

    @Test
    void aJobThatWasStoppedWasNotEndedByTheDisk() {
        assertThat(on(state(Optional.of(143), true, 12L))).contains(Problem.of("run.stopped"));
    }

    @Test
    void anEdgeWithAFullDiskIsNamed() {
        tally.accept(
                new Event.Result(
                        NOW,
                        4,
                        "cp/edge/cri_install",
                        "cri-o download",
                        "cp-edge-2",
                        TaskState.FAILED,
                        "tar: write error: No space left on device"));
        assertThat(on(state(Optional.of(2), false, 1_000_000L)))
                .contains(Problem.of("run.host-disk-full", "cp-edge-2"));
    }

    /// It says first who may still change a node (T94).
    @Test
    void anEdgeThatStillWorksAfterAStopIsNamed() {
        Job.State stopped = state(Optional.of(143), true, 1_000_000L);
        assertThat(on(stopped, new Settling.Rest(List.of("cp-edge-2"), List.of())))
                .contains(Problem.of("run.still-busy", "cp-edge-2"));
        assertThat(on(stopped, new Settling.Rest(List.of(), List.of("cp-edge-2"))))
                .contains(Problem.of("run.unseen", "cp-edge-2"));
    }

    /// The same words mean another thing once Ansible is at work (T40).
    @Test
    void aJoinThatTheGateRefusedIsNotARunThatNeverBegan() {
        tally.accept(new Event.Line(NOW, 0, "kpaas-edge-guard: two authorities"));
        assertThat(on(state(Optional.of(78), false, 1_000_000L)))
                .contains(Problem.of("run.guarded", "two authorities"));
        var later = new Tally();
        later.accept(new Event.Line(NOW, 0, "PLAY [edge_node] ****"));
        later.accept(new Event.Line(NOW, 0, "kpaas-edge-guard: two authorities"));
        assertThat(
                        new Verdict(Releases.find("v1.6.0").orElseThrow(), List.of("cp-edge-2"))
                                .on(
                                        state(Optional.of(78), false, 1_000_000L),
                                        later,
                                        new Settling.Rest(List.of(), List.of())))
                .contains(Problem.of("run.join-refused", "two authorities"));
    }

    private Optional<Problem> on(Job.State state) {
        return on(state, new Settling.Rest(List.of(), List.of()));
    }

    private Optional<Problem> on(Job.State state, Settling.Rest rest) {
        return new Verdict(Releases.find("v1.6.0").orElseThrow(), List.of("cp-edge-2"))
                .on(state, tally, rest);
    }

    private static Job.State state(Optional<Integer> exit, boolean stopped, long freeKib) {
        return new Job.State(
                Job.Stand.ENDED, exit, stopped, 0, Optional.of(NOW), Optional.of(freeKib));
    }
}
