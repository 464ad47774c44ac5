package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.run.ansible.Progress;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Why a run fails is told while it goes on, once, and again at its end.
class TallyTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Tally tally = new Tally();

    @Test
    void aFailedJoinTellsItsCauseWithTheResultThatSaysIt() throws Exception {
        var told = new ArrayList<String>();
        reads(
                "deploy-3edges-join-fails.stdout",
                event -> {
                    tally.accept(event);
                    boolean failed =
                            event instanceof Event.Result result
                                    && result.state() == Event.TaskState.FAILED;
                    List<Cause> fresh = tally.causes().fresh();
                    assertThat(fresh.isEmpty()).isEqualTo(!failed);
                    fresh.forEach(cause -> told.add(cause.id() + " " + cause.on()));
                });
        assertThat(told).containsExactly("CAU-416 [cp-edge-2]");
        var explanation =
                tally.causes()
                        .explanation(
                                Optional.of(
                                        Problem.of(
                                                "run.task-failed", "cp-edge-2", "keadm join", "")));
        assertThat(explanation.causes()).extracting(Cause::id).containsExactly("CAU-416");
        assertThat(explanation.toString()).contains("crio.sock").doesNotContain("eyJ");
    }

    @Test
    void aRunThatSucceedsHasNoCause() throws Exception {
        reads("deploy-3edges-ok.stdout", tally::accept);
        assertThat(tally.causes().all()).isEmpty();
    }

    /// What only follows from a state most of the time is not told while the state may still change.
    @Test
    void aLikelyCauseWaitsForTheEnd() {
        tally.accept(join("Error: edge node join failed: timed out waiting for the condition"));
        assertThat(tally.causes().fresh()).isEmpty();
        assertThat(
                        tally.causes()
                                .explanation(
                                        Optional.of(
                                                Problem.of(
                                                        "run.task-failed",
                                                        "cp-edge-2",
                                                        "keadm join",
                                                        "")))
                                .causes())
                .singleElement()
                .matches(Cause::likely);
    }

    @Test
    void whatNobodyKnowsIsShownAsItWasSeen() {
        tally.accept(join("a word that nobody knows"));
        var explanation =
                tally.causes()
                        .explanation(
                                Optional.of(
                                        Problem.of(
                                                "run.task-failed", "cp-edge-2", "keadm join", "")));
        assertThat(explanation.causes()).isEmpty();
        assertThat(explanation.evidence().getFirst().text()).isEqualTo("a word that nobody knows");
        assertThat(explanation.evidence().getFirst().about()).isEqualTo("cp-edge-2 · keadm join");
    }

    /// The journal of a service that does not run is about an earlier attempt.
    @Test
    void anOldJournalIsNoClue() {
        String line =
                "E1125 10:00:00.000000 4780 edged.go:278] Following Cgroup subsystem not mounted:"
                        + " [memory]";
        tally.accept(seen("inactive", line));
        assertThat(tally.causes().all()).isEmpty();
        tally.accept(seen("activating", line));
        assertThat(tally.causes().all()).extracting(Cause::id).containsExactly("CAU-414");
    }

    private static Event join(String said) {
        return new Event.Result(
                NOW,
                4,
                "cp/edge/keadm_join",
                "keadm join",
                "cp-edge-2",
                Event.TaskState.FAILED,
                said);
    }

    private static Event seen(String edgecore, String line) {
        var look =
                new EdgeLook(
                        Optional.empty(),
                        false,
                        false,
                        Optional.of(edgecore),
                        Optional.empty(),
                        List.of(line),
                        Optional.of(line),
                        Optional.of("active"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new Event.EdgeSeen(NOW, "cp-edge-2", look, 0);
    }

    private static void reads(String transcript, java.util.function.Consumer<Event> sink)
            throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        TallyTest.class.getResourceAsStream("/transcripts/" + transcript))) {
            var progress =
                    new Progress(Releases.find("v1.6.0").orElseThrow(), Clock.systemUTC(), sink);
            progress.log(in.readAllBytes());
            progress.end();
        }
    }
}
