package org.kpaas.edge.installer.run.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.run.TaskTime;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class ProgressTest {
    private static final String JOIN = "cp/edge/keadm_join";
    private static final String FAILS = "deploy-3edges-join-fails.stdout";
    private static final String OK = "deploy-3edges-ok.stdout";

    /// Both sources of one run, fed by turns in pieces.
    private static final class Run {
        private final List<Event> events = new ArrayList<>();
        private final Progress progress;

        Run(String release, Clock clock) {
            progress = new Progress(Reading.release(release), clock, events::add);
        }

        static Run of(String release, String log, List<String> told, int seed) {
            var run = new Run(release, Reading.CLOCK);
            run.feed(Reading.recorded(log), PluginLines.bytes(told), new Random(seed));
            run.progress.end();
            return run;
        }

        /// @param dice how much of which comes next; both advance at about the same pace
        private void feed(byte[] log, byte[] told, Random dice) {
            int logAt = 0;
            int toldAt = 0;
            while (logAt < log.length || toldAt < told.length) {
                boolean takeLog =
                        toldAt == told.length
                                || logAt < log.length
                                        && (double) logAt / log.length
                                                <= (double) toldAt / told.length
                                                        + dice.nextGaussian() / 20;
                int most = 1 + dice.nextInt(900);
                if (takeLog) {
                    int to = Math.min(log.length, logAt + most);
                    progress.log(Arrays.copyOfRange(log, logAt, to));
                    logAt = to;
                } else {
                    int to = Math.min(told.length, toldAt + most);
                    progress.events(Arrays.copyOfRange(told, toldAt, to));
                    toldAt = to;
                }
            }
        }

        <T extends Event> List<T> all(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<String> nows() {
            return all(Event.Now.class).stream()
                    .map(now -> now.play() + " " + now.role() + " : " + now.task())
                    .toList();
        }

        List<String> differences() {
            return all(Event.Disagreement.class).stream()
                    .map(
                            it ->
                                    "%s %s log=%s plugin=%s"
                                            .formatted(
                                                    it.host(),
                                                    it.task(),
                                                    it.log().map(Enum::name).orElse("-"),
                                                    it.plugin().map(Enum::name).orElse("-")))
                    .toList();
        }
    }

    private static List<String> told(String release, String log) {
        return PluginLines.of(Reading.transcript(release, log).events);
    }

    private static List<String> with(List<String> lines, String part, String host, String instead) {
        var changed = new ArrayList<>(lines);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).contains(part) && changed.get(i).contains("\"" + host + "\"")) {
                changed.set(i, changed.get(i).replaceAll("\"state\": \"\\w+\"", instead));
                return changed;
            }
        }
        throw new AssertionError("no line with " + part);
    }

    /// The `n` of a task, as it stands in its result lines.
    private static String result(List<String> lines, String task) {
        String line =
                lines.stream()
                        .filter(it -> it.contains("\"" + task + "\""))
                        .findFirst()
                        .orElseThrow();
        return "\"result\"" + line.substring(line.indexOf(", \"n\""), line.indexOf(", \"role\""));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.6.0, deploy-1edge-ok.stdout",
        "v1.6.0, deploy-1edge-ok-pty.pty",
        "v1.6.0, deploy-3edges-ok.stdout",
        "v1.6.0, deploy-3edges-join-fails.stdout",
        "v1.6.0, key-refused.stdout",
        "v1.6.0, sudo-password-edge.stdout",
        "v1.6.2, v162-deploy-1edge.stdout"
    })
    void aRecordedRunAndItsEventsAgreeHoweverTheyArrive(String release, String log) {
        Reading alone = Reading.transcript(release, log);
        List<String> all =
                alone.all(Event.Now.class).stream()
                        .map(it -> it.play() + " " + it.role() + " : " + it.task())
                        .toList();
        for (int seed = 1; seed <= 40; seed++) {
            var run = Run.of(release, log, told(release, log), seed);
            assertThat(run.differences()).as("seed " + seed).isEmpty();
            assertThat(run.all(Event.Result.class)).isEqualTo(alone.all(Event.Result.class));
            assertThat(run.all(Event.Recap.class)).isEqualTo(alone.all(Event.Recap.class));
            assertThat(all).containsSubsequence(run.nows());
            assertThat(run.nows()).endsWith(all.getLast());
        }
        var first = new Run(release, Reading.CLOCK);
        first.progress.events(PluginLines.bytes(told(release, log)));
        assertThat(first.nows()).isEqualTo(all);
        first.progress.log(Reading.recorded(log));
        assertThat(first.nows()).isEqualTo(all);
    }

    @Test
    void withoutThePluginTheLogCarriesTheRunAlone() {
        var run = Run.of("v1.6.0", OK, List.of(), 1);
        assertThat(run.events).isEqualTo(Reading.transcript("v1.6.0", OK).events);
        assertThat(run.progress.times()).isEmpty();
    }

    @Test
    void whatRunsIsKnownBeforeTheLogShowsIt() {
        var run = new Run("v1.6.0", Reading.CLOCK);
        run.progress.events(
                """
                {"t": 1.0, "e": "begin", "ansible": "x"}
                {"t": 2.0, "e": "play", "name": "cloudcore_node"}
                {"t": 2.5, "e": "task", "n": 1, "role": "cp/edge/keadm_amd64", "task": "copy keadm (amd64)"}
                {"t": 3.0, "e": "start", "n": 1, "host": "cp-master"}
                """
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(run.nows()).containsExactly("1 cp/edge/keadm_amd64 : copy keadm (amd64)");
        assertThat(run.all(Event.OnHost.class))
                .containsExactly(
                        new Event.OnHost(
                                Instant.EPOCH,
                                "cp-master",
                                1,
                                "cp/edge/keadm_amd64",
                                "copy keadm (amd64)",
                                Optional.empty()));
        assertThat(run.all(Event.Phase.class))
                .extracting(phase -> phase.phase() + " " + phase.state())
                .containsExactly("tools RUNNING");
    }

    @Test
    void aTaskBeganWhenThePluginSaysByTheClockOfThisMachine() {
        Instant here = Instant.parse("2026-11-23T06:00:00Z"); // an hour ahead of the control plane
        var run = new Run("v1.6.0", Clock.fixed(here, ZoneOffset.UTC));
        run.progress.events(
                ("clock 1795410060\n"
                                + "{\"t\": 1795410000.0, \"e\": \"begin\"}\n"
                                + "{\"t\": 1795410000.5, \"e\": \"play\"}\n"
                                + "{\"t\": 1795410030.0, \"e\": \"task\", \"n\": 1, \"role\":"
                                + " \"kubespray-defaults\", \"task\": \"Set fallback_ips\"}\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(run.all(Event.Now.class))
                .extracting(Event.Now::at)
                .containsExactly(here.minusSeconds(30));
    }

    @Test
    void anotherFollowerGoesOnWhereTheLinesWereWhole() {
        byte[] lines = PluginLines.bytes(told("v1.6.0", OK));
        var dice = new Random(7);
        var run = new Run("v1.6.0", Reading.CLOCK);
        while (run.progress.eventsOffset() < lines.length) {
            int from = (int) run.progress.eventsOffset();
            int to = Math.min(lines.length, from + dice.nextInt(4000));
            run.progress.again();
            run.progress.events("clock 1795410060\n\0".getBytes(StandardCharsets.US_ASCII));
            run.progress.events(Arrays.copyOfRange(lines, from, to));
        }
        run.progress.log(Reading.recorded(OK));
        run.progress.end();
        assertThat(run.differences()).isEmpty();
        assertThat(run.nows()).hasSize(Reading.release("v1.6.0").tasks().size());
    }

    @Test
    void aFailureThatTheLogDoesNotShowCountsAndIsSaidOnce() {
        List<String> lines = told("v1.6.0", OK);
        var run =
                Run.of(
                        "v1.6.0",
                        OK,
                        with(
                                lines,
                                result(lines, "keadm join"),
                                "cp-edge-2",
                                "\"state\": \"failed\", \"err\": \"Error --token abcdef0123\""),
                        3);
        assertThat(run.differences())
                .containsExactly("cp-edge-2 keadm join log=CHANGED plugin=FAILED");
        assertThat(run.all(Event.Result.class))
                .filteredOn(it -> it.state() == TaskState.FAILED)
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.host()).isEqualTo("cp-edge-2");
                            assertThat(it.role()).isEqualTo(JOIN);
                            assertThat(it.detail()).isEqualTo("Error --token ***");
                        });
    }

    @Test
    void aFailureThatThePluginCallsGreenStaysAFailure() {
        List<String> lines = told("v1.6.0", FAILS);
        var run =
                Run.of(
                        "v1.6.0",
                        FAILS,
                        with(
                                lines,
                                result(lines, "keadm join"),
                                "cp-edge-2",
                                "\"state\": \"changed\""),
                        3);
        assertThat(run.differences())
                .containsExactly("cp-edge-2 keadm join log=FAILED plugin=CHANGED");
        assertThat(run.all(Event.Result.class))
                .filteredOn(it -> it.state() == TaskState.FAILED)
                .hasSize(1);
    }

    @Test
    void aHostThatOneOfThemLacksIsSaid() {
        List<String> lines = told("v1.6.0", OK);
        String join = result(lines, "keadm join");
        var without = new ArrayList<>(lines);
        without.removeIf(line -> line.contains(join) && line.contains("cp-edge-3"));
        assertThat(Run.of("v1.6.0", OK, without, 5).differences())
                .containsExactly("cp-edge-3 keadm join log=CHANGED plugin=-");
        assertThat(
                        Run.of(
                                        "v1.6.0",
                                        OK,
                                        lines.stream()
                                                .map(line -> line.replace("cp-edge-3", "cp-edge-4"))
                                                .toList(),
                                        5)
                                .differences())
                .hasSize(20 + 2)
                .contains(
                        "cp-edge-3 get home dir path log=CHANGED plugin=-",
                        "cp-edge-4 get home dir path log=- plugin=CHANGED");
    }

    @Test
    void aPluginThatStoppedIsSaidOnceAndTheLogGoesOnAlone() {
        List<String> lines = told("v1.6.0", OK);
        int join =
                lines.indexOf(
                        lines.stream()
                                .filter(it -> it.contains("keadm join"))
                                .findFirst()
                                .orElseThrow());
        byte[] log = Reading.recorded(OK);
        var run = new Run("v1.6.0", Reading.CLOCK);
        run.feed(
                Arrays.copyOf(log, log.length * 2 / 3),
                PluginLines.bytes(lines.subList(0, join)),
                new Random(5));
        run.progress.idle();
        run.progress.log(Arrays.copyOfRange(log, log.length * 2 / 3, log.length));
        run.progress.end();
        assertThat(run.differences())
                .singleElement()
                .asString()
                .startsWith("cp-edge-")
                .endsWith(" keadm join log=CHANGED plugin=-");
        assertThat(run.nows()).endsWith("8 cp/cve_cce/arm64 : Delete security.bin");
    }

    @Test
    void whereNothingIsOnItsWayTheLogSaysWhatRuns() {
        var run = new Run("v1.6.0", Reading.CLOCK);
        run.progress.events(PluginLines.bytes(told("v1.6.0", OK).subList(0, 4)));
        String log = new String(Reading.recorded(OK), StandardCharsets.UTF_8);
        int at = log.indexOf("TASK [cp/edge/keadm_amd64 : get home dir path]");
        run.progress.log(log.substring(0, at).getBytes(StandardCharsets.UTF_8));
        int known = run.nows().size();
        run.progress.idle();
        run.progress.log(log.substring(at, at + 300).getBytes(StandardCharsets.UTF_8));
        assertThat(known).isEqualTo(2);
        assertThat(run.nows()).endsWith("1 cp/edge/keadm_amd64 : copy keadm (amd64)");
    }

    @Test
    void aRunThatBreaksOffInTheMiddleOfAResultIsNoContradiction() {
        List<String> lines = told("v1.6.0", OK);
        byte[] log = Reading.recorded(OK);
        for (int part = 1; part < 40; part++) {
            var run = new Run("v1.6.0", Reading.CLOCK);
            int at = log.length * part / 50;
            run.feed(
                    Arrays.copyOf(log, at),
                    PluginLines.bytes(lines.subList(0, lines.size() * part / 50)),
                    new Random(part));
            run.progress.end();
            assertThat(run.differences()).isEmpty();
        }
    }

    @Test
    void anIgnoredFailureAndAnErrorInAGreenTaskAreSuspiciousOnce() {
        var run = new Run("v1.6.0", Reading.CLOCK);
        run.progress.log(
                ("PLAY [a] ***\nTASK [r : t] ***\nfatal: [h]: FAILED! => {\"msg\": \"broken\"}\n"
                                + "...ignoring\nTASK [r : u] ***\nchanged: [h]\n")
                        .getBytes(StandardCharsets.UTF_8));
        run.progress.events(
                """
                {"t": 1.0, "e": "begin"}
                {"t": 1.0, "e": "play"}
                {"t": 1.0, "e": "task", "n": 1, "role": "r", "task": "t"}
                {"t": 1.0, "e": "result", "n": 1, "host": "h", "state": "ignored", "rc": 1, "err": "broken"}
                {"t": 1.0, "e": "task", "n": 2, "role": "r", "task": "u"}
                {"t": 1.0, "e": "result", "n": 2, "host": "h", "state": "changed", "rc": 0, "odd": "wget: not found"}
                """
                        .getBytes(StandardCharsets.US_ASCII));
        run.progress.end();
        assertThat(run.all(Event.Suspicion.class))
                .extracting(it -> it.host() + " " + it.role() + " " + it.task() + ": " + it.text())
                .containsExactly("h r t: broken", "h r u: wget: not found");
        assertThat(run.differences()).isEmpty();
    }

    @Test
    void eachTaskTookTheTimeToTheNextOneUnlessItFailed() {
        List<String> lines = told("v1.6.0", FAILS);
        var run = Run.of("v1.6.0", FAILS, lines, 1);
        assertThat(run.progress.times())
                .hasSize((int) lines.stream().filter(it -> it.contains("\"task\", ")).count() - 1)
                .noneMatch(it -> it.task().equals("keadm join"))
                .contains(new TaskTime(4, JOIN, "get home dir path", 1, 7));
    }

    @Test
    void strangeLinesDoNoHarm() {
        var run = new Run("v1.6.0", Reading.CLOCK);
        run.progress.events(
                """
                clock x
                {"t": 1.0, "e": "begin
                {"t": 1.0, "e": "start", "n": 9, "host": "h"}
                {"t": 1.0, "e": "result", "n": -1, "host": "h", "state": "what"}
                {"t": 1.0, "e": "result", "n": 2000000000, "host": "h", "state": "failed"}
                {"t": 1.0, "e": "stats", "hosts": {"h": 3}}
                {"t": [], "e": "later"}
                sh: something
                """
                        .getBytes(StandardCharsets.US_ASCII));
        run.progress.end();
        assertThat(run.events).isEmpty();
    }
}
