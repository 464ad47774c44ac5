package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.text.Texts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

@Timeout(60)
class WatchdogTest {
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    private static final Event.Now JOIN = new Event.Now(AT, 4, "cp/edge/keadm_join", "keadm join");
    private static final Event.Now DOWNLOAD =
            new Event.Now(AT, 4, "cp/edge/cri_install", "cri-o download");
    private static final Event.Now ON_CONTROL_PLANE =
            new Event.Now(AT, 3, "cp/edge/keadm_init", "Pause keadm init");

    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();

    private final SampleEdges edges = new SampleEdges();
    private final List<Event> told = new ArrayList<>();
    private final Watchdog watchdog = watchdog(Expected.of(RELEASE));

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void onlyNodesWithoutAResultOfTheRunningTaskAreAsked() {
        watchdog.accept(JOIN);
        watchdog.accept(
                new Event.Result(
                        AT, 4, JOIN.role(), JOIN.task(), "edge-1", Event.TaskState.CHANGED, ""));
        watchdog.accept(quiet(20));
        tellUntil(Event.EdgeSeen.class::isInstance);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.EdgeSeen.class, seen -> assertThat(seen.host()).isEqualTo("edge-2"));
    }

    @Test
    void nobodyIsAskedWhileTheControlPlaneWorksByItself() {
        watchdog.accept(ON_CONTROL_PLANE);
        watchdog.accept(quiet(1000));
        tellUntil(Event.Overdue.class::isInstance);
        assertThat(told).hasSize(1);
    }

    /// Three times the 11.8 s of the recorded run.
    @Test
    void aTaskIsOverdueAfterThreeTimesItsUsualTime() {
        watchdog.accept(JOIN);
        watchdog.accept(quiet(34));
        tellUntil(Event.EdgeSeen.class::isInstance);
        assertThat(told).noneMatch(Event.Overdue.class::isInstance);
        watchdog.accept(quiet(36));
        tellUntil(Event.Overdue.class::isInstance);
        assertThat(overdue().limit()).isEqualTo(Duration.ofSeconds(35));
        assertThat(overdue().unreached()).isEmpty();
    }

    /// On slow boards it takes long each time, and that is no reason to worry.
    @Test
    void whatEarlierRunsTookIsUsual() {
        var slow = Expected.of(RELEASE, (place, task) -> 10 * task.seconds());
        try (var used = watchdog(slow)) {
            used.accept(JOIN);
            used.accept(quiet(355));
            while (told.stream().noneMatch(Event.Overdue.class::isInstance)) {
                used.tell();
                LockSupport.parkNanos(1_000_000);
            }
        }
        assertThat(overdue().limit()).isEqualTo(Duration.ofSeconds(354));
    }

    @Test
    void aQuickTaskHasHalfAMinute() {
        watchdog.accept(DOWNLOAD);
        watchdog.accept(quiet(31));
        tellUntil(Event.Overdue.class::isInstance);
        assertThat(overdue().limit()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anEdgeThatTheControlPlaneDoesNotReachIsNamed() {
        edges.cutOff("edge-2");
        watchdog.accept(JOIN);
        watchdog.accept(quiet(60));
        tellUntil(Event.Overdue.class::isInstance);
        assertThat(overdue().unreached()).containsExactly("edge-2");
        assertThat(EdgeText.of(overdue(), Texts.of(Texts.ENGLISH)))
                .isEqualTo(
                        "\"keadm join\" has said nothing for 1 min 0 s; 35 s was expected at most."
                            + " The control plane does not reach edge-2 over SSH, and Ansible may"
                            + " wait for it for hours. Stopping the run is safe.");
    }

    private Watchdog watchdog(Expected expected) {
        return new Watchdog(
                expected, List.of("edge-1", "edge-2"), edges, Clock.systemUTC(), told::add);
    }

    private Event.Overdue overdue() {
        return told.stream()
                .filter(Event.Overdue.class::isInstance)
                .map(Event.Overdue.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Event.Quiet quiet(int seconds) {
        return new Event.Quiet(AT, Duration.ofSeconds(seconds));
    }

    private void tellUntil(Predicate<Event> reached) {
        while (told.stream().noneMatch(reached)) {
            watchdog.tell();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
