package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

class RunTimesTest {
    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();
    private static final String JOIN = "cp/edge/keadm_join";

    @TempDir private Path folder;
    private RunTimes times;

    @BeforeEach
    void none() {
        times = new RunTimes(folder);
    }

    private static List<TaskTime> join(double seconds) {
        return List.of(new TaskTime(4, JOIN, "keadm join", 1, seconds));
    }

    private double expected(int edges) {
        Expected expected = times.expected(RELEASE, edges);
        return expected.steps().get(expected.find(4, JOIN, "keadm join", 0)).seconds();
    }

    @Test
    void withoutEarlierRunsTheReleaseTells() {
        assertThat(times.expected(RELEASE, 3)).isEqualTo(Expected.of(RELEASE));
        assertThat(Files.exists(folder.resolve("times.jsonl"))).isFalse();
    }

    @Test
    void theMedianOfRunsWithAsManyEdgesCounts() {
        times.add("a", "v1.6.0", 3, join(10));
        times.add("b", "v1.6.0", 3, join(90));
        times.add("c", "v1.6.0", 3, join(20));
        times.add("d", "v1.6.0", 1, join(2));
        times.add("e", "v1.6.2", 3, join(1000));
        assertThat(expected(3)).isEqualTo(20);
        assertThat(expected(1)).isEqualTo(2);
        assertThat(expected(5)).as("of all").isEqualTo(15);
        Expected other = times.expected(RELEASE, 3);
        assertThat(other.steps().getFirst()).isEqualTo(Expected.of(RELEASE).steps().getFirst());
    }

    @Test
    void aRunThatIsWatchedTwiceCountsOnce() {
        times.add("a", "v1.6.0", 1, join(10));
        times.add("b", "v1.6.0", 1, join(20));
        times.add("a", "v1.6.0", 1, join(30));
        assertThat(expected(1)).isEqualTo(25);
    }

    @Test
    void tasksOfOneNameAreToldApart() {
        Release twice = Releases.find("v1.6.2").orElseThrow();
        var edit = new TaskTime(4, JOIN, "modify edgecore", 1, 3);
        Expected.Step recorded = steps(Expected.of(twice), "modify edgecore").getLast();
        times.add(
                "a", "v1.6.2", 1, List.of(new TaskTime(recorded.play(), JOIN, edit.task(), 2, 3)));
        assertThat(steps(times.expected(twice, 1), "modify edgecore"))
                .extracting(Expected.Step::seconds)
                .containsExactly(
                        steps(Expected.of(twice), "modify edgecore").getFirst().seconds(), 3.0);
    }

    private static List<Expected.Step> steps(Expected expected, String task) {
        return expected.steps().stream().filter(step -> step.task().equals(task)).toList();
    }

    @Test
    void theFileNeverGrowsBeyondTwiceTheRunsThatCount() throws Exception {
        for (int i = 0; i < 5 * RunTimes.RUNS; i++) {
            times.add("run-" + i, "v1.6.0", 1, join(i));
        }
        assertThat(Files.readAllLines(folder.resolve("times.jsonl")))
                .hasSizeBetween(RunTimes.RUNS, 2 * RunTimes.RUNS);
        assertThat(expected(1)).isEqualTo(5 * RunTimes.RUNS - (RunTimes.RUNS + 1) / 2.0);
    }

    @Test
    void tornLinesAndThoseOfALaterVersionArePassedOver() throws Exception {
        times.add("a", "v1.6.0", 1, join(10));
        Files.writeString(
                folder.resolve("times.jsonl"),
                """
                {"planId":"x","release":"v1.6
                {"planId":"y"}
                null
                []
                """,
                StandardOpenOption.APPEND);
        times.add("b", "v1.6.0", 1, join(20));
        assertThat(expected(1)).isEqualTo(15);
    }
}
