package org.kpaas.edge.installer.run.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Event.TaskState;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class AnsibleReaderTest {
    private static final String TASK =
            "PLAY [edge_node] ***\nTASK [cp/edge/keadm_join : keadm join] ***\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy-1edge-ok.stdout",
                "deploy-1edge-ok-pty.pty",
                "deploy-3edges-ok.stdout",
                "deploy-3edges-join-fails.stdout",
                "key-refused.stdout",
                "sudo-password-edge.stdout",
                "vars-crlf.stdout",
                "vars-edge_node_cnt.stdout",
                "reset-1edge-ok.stdout",
                "v162-deploy-1edge.stdout",
                "v162-reset-missing-playbook.stderr"
            })
    void theSameEventsComeHoweverTheBytesAreSplit(String file) {
        byte[] bytes = Reading.recorded(file);
        List<Event> whole = Reading.transcript("v1.6.0", file).events;

        var bytewise = new Reading("v1.6.0");
        for (byte one : bytes) {
            bytewise.reader.feed(new byte[] {one});
        }
        assertThat(bytewise.end().events).isEqualTo(whole);

        var random = new Random(20261123);
        var chunks = new Reading("v1.6.0");
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(700));
            chunks.reader.feed(bytes, from, to);
            from = to;
        }
        assertThat(chunks.end().events).isEqualTo(whole);
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
    void whatIsRunningNowIsTheTaskWhoseBannerComesNext(String release, String file) {
        List<Event> events = Reading.transcript(release, file).events;
        int compared = 0;
        for (int i = 0; i < events.size(); i++) {
            String banner = banner(events.get(i));
            if (!banner.isEmpty()) {
                assertThat(nowBefore(events, i)).as("before " + banner).isEqualTo(banner);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.6.0, deploy-1edge-ok.stdout, 86",
        "v1.6.0, deploy-3edges-ok.stdout, 86",
        "v1.6.2, v162-deploy-1edge.stdout, 48"
    })
    void everyStartOfATaskIsToldOnceHiddenOnesToo(String release, String file, int starts) {
        List<String> tasks =
                Reading.release(release).tasks().stream().map(Release.Task::banner).toList();
        assertThat(Reading.transcript(release, file).all(Event.Now.class))
                .hasSize(starts)
                .extracting(
                        now -> now.role().isEmpty() ? now.task() : now.role() + " : " + now.task())
                .isEqualTo(tasks);
    }

    /// Of every recording: plays, banners, results by state, and hosts of the recap, as they stand
    /// in it.
    @ParameterizedTest
    @CsvSource({
        "v1.6.0, deploy-1edge-ok.stdout, 8, 42, 'OK=5 CHANGED=38', 'cp-edge-1 cp-master'",
        "v1.6.0, deploy-1edge-ok-pty.pty, 8, 42, 'OK=5 CHANGED=38', 'cp-edge-1 cp-master'",
        "v1.6.0, reset-1edge-ok.stdout, 2, 6, 'OK=4 CHANGED=2', 'cp-edge-1 cp-master'",
        "v1.6.0, vars-crlf.stdout, 0, 0, '', ''",
        "v1.6.0, vars-edge_node_cnt.stdout, 0, 0, '', ''",
        "v1.6.2, v162-reset-missing-playbook.stderr, 0, 0, '', ''"
    })
    void everyRecordingHasItsPlaysTasksResultsAndHosts(
            String release, String file, int plays, int banners, String results, String hosts) {
        var run = Reading.transcript(release, file);
        assertThat(run.all(Event.Line.class))
                .filteredOn(line -> line.text().startsWith("PLAY ["))
                .hasSize(plays);
        assertThat(run.events).filteredOn(event -> !banner(event).isEmpty()).hasSize(banners);
        if (!results.isEmpty()) {
            assertThat(counted(run)).isEqualTo(results);
        }
        assertThat(
                        run.all(Event.Recap.class).stream()
                                .map(Event.Recap::host)
                                .collect(java.util.stream.Collectors.joining(" ")))
                .isEqualTo(hosts);
    }

    private static String counted(Reading run) {
        return Arrays.stream(TaskState.values())
                .map(
                        state ->
                                state
                                        + "="
                                        + run.all(Event.Result.class).stream()
                                                .filter(result -> result.state() == state)
                                                .count())
                .filter(count -> !count.endsWith("=0"))
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Test
    void theLongPauseShowsWhileItLasts() {
        String log = new String(Reading.recorded("deploy-1edge-ok.stdout"), StandardCharsets.UTF_8);
        var reading = new Reading("v1.6.0").feed(log.substring(0, log.indexOf("(ctrl+C")));
        assertThat(reading.all(Event.Now.class).getLast().task()).isEqualTo("Pause keadm init");
    }

    @Test
    void aBannerCorrectsThePlaceWhenTheHostsTasksDifferFromTheList() {
        String log = new String(Reading.recorded("deploy-1edge-ok.stdout"), StandardCharsets.UTF_8);
        String shorter = log.replaceFirst("(?m)^Monday .*\\n(?=Monday)", "");
        List<Event> events = Reading.of(shorter).events;
        int places = 0;
        for (int i = 0; i < events.size(); i++) {
            if (banner(events.get(i)).equals("cp/edge/keadm_amd64 : copy keadm (amd64)")) {
                assertThat(nowBefore(events, i)).isEqualTo(banner(events.get(i)));
                places++;
            }
        }
        assertThat(places).isOne();
    }

    @Test
    void aSuccessfulRunGivesItsResultsAndItsRecap() {
        var run = Reading.transcript("v1.6.0", "deploy-1edge-ok.stdout");
        assertThat(run.results())
                .hasSize(43)
                .startsWith(
                        "1 kubespray-defaults : Create fallback_ips_base cp-master OK",
                        "1 kubespray-defaults : Set fallback_ips cp-master OK",
                        "1 cp/edge/keadm_amd64 : get home dir path cp-master CHANGED")
                .contains(
                        "2 cp/edge/keadm_arm64 : unarchive keadm cp-edge-1 CHANGED",
                        "4 cp/edge/keadm_join : modify edgecore cp-edge-1 CHANGED")
                .endsWith("8 cp/cve_cce/arm64 : Delete security.bin cp-edge-1 CHANGED");
        assertThat(run.all(Event.Recap.class))
                .containsExactly(
                        new Event.Recap(Reading.CLOCK.instant(), "cp-edge-1", 23, 21, 0, 0, 22, 0),
                        new Event.Recap(Reading.CLOCK.instant(), "cp-master", 19, 16, 0, 0, 22, 0));
    }

    @Test
    void aTerminalsColoursAndLineEndsMakeNoDifference() {
        var pipe = Reading.transcript("v1.6.0", "deploy-1edge-ok.stdout");
        var pty = Reading.transcript("v1.6.0", "deploy-1edge-ok-pty.pty");
        assertThat(pty.results()).isEqualTo(pipe.results());
        assertThat(pty.all(Event.Recap.class)).isEqualTo(pipe.all(Event.Recap.class));
        assertThat(pty.all(Event.Line.class))
                .allSatisfy(line -> assertThat(line.text()).doesNotContain("\u001B", "\r"));
    }

    @Test
    void phasesPassOneAfterTheOther() {
        assertThat(Reading.transcript("v1.6.2", "v162-deploy-1edge.stdout").phases())
                .containsExactly(
                        "tools RUNNING",
                        "tools DONE",
                        "cloudcore RUNNING",
                        "cloudcore DONE",
                        "runtime RUNNING",
                        "runtime DONE",
                        "join RUNNING",
                        "join DONE",
                        "edgecore RUNNING",
                        "edgecore DONE",
                        "edgemesh RUNNING",
                        "edgemesh DONE",
                        "hardening RUNNING",
                        "hardening DONE");
    }

    @Test
    void aFailedJoinFailsItsPhaseAndSaysWhy() {
        var run = Reading.transcript("v1.6.0", "deploy-3edges-join-fails.stdout");
        assertThat(run.phases()).endsWith("join RUNNING", "join FAILED");
        assertThat(run.results())
                .endsWith(
                        "4 cp/edge/keadm_join : keadm join cp-edge-2 FAILED",
                        "4 cp/edge/keadm_join : keadm join cp-edge-1 CHANGED",
                        "4 cp/edge/keadm_join : keadm join cp-edge-3 CHANGED");
        assertThat(failures(run))
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.detail())
                                        .startsWith("I1123 05:41:42.535613")
                                        .endsWith("no such file or directory\""));
    }

    @Test
    void noEventHoldsTheJoinToken() {
        var run = Reading.transcript("v1.6.0", "deploy-3edges-join-fails.stdout");
        assertThat(run.events)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("eyJhbGci"));
        var told =
                Reading.of(
                        TASK + "fatal: [a]: FAILED! => {\"msg\": \"keadm --token abcdef0123\"}\n");
        assertThat(failures(told).getFirst().detail()).isEqualTo("keadm --token ***");
    }

    @Test
    void aPrivateKeyOfManyLinesIsHidden() {
        var run =
                Reading.of(
                        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAA\n-----END RSA PRIVATE"
                                + " KEY-----\nafter\n");
        assertThat(run.all(Event.Line.class))
                .extracting(Event.Line::text)
                .containsExactly("***", "***", "***", "***", "after");
    }

    @Test
    void anUnreachableEdgeSaysWhatSshSaid() {
        assertThat(failures(Reading.transcript("v1.6.0", "key-refused.stdout")))
                .singleElement()
                .satisfies(
                        failure -> {
                            assertThat(failure.state()).isEqualTo(TaskState.UNREACHABLE);
                            assertThat(failure.host()).isEqualTo("cp-edge-1");
                            assertThat(failure.detail())
                                    .contains("Permission denied (publickey,password).")
                                    .doesNotContain("Permanently added");
                        });
    }

    @Test
    void aMissingSudoPasswordIsTheDetail() {
        assertThat(failures(Reading.transcript("v1.6.0", "sudo-password-edge.stdout")))
                .extracting(Event.Result::detail)
                .containsExactly("Missing sudo password");
    }

    @Test
    void anIgnoredFailureIsNoFailure() {
        var run =
                Reading.of(
                        TASK
                                + "fatal: [a]: FAILED! => {\"msg\": \"x\"}\n...ignoring\n"
                                + "fatal: [b]: FAILED! => {\"msg\": \"y\"}\nok: [c]\n");
        assertThat(run.all(Event.Result.class))
                .extracting(Event.Result::state)
                .containsExactly(TaskState.IGNORED, TaskState.FAILED, TaskState.OK);
    }

    @Test
    void ignoredItemsOfALoopStayInOrder() {
        var run =
                Reading.of(
                        TASK
                                + "changed: [a] => (item=1)\n"
                                + "failed: [a] (item=2) => {\"msg\": \"two\"}\n"
                                + "changed: [a] => (item=3)\n"
                                + "...ignoring\n");
        assertThat(run.all(Event.Result.class))
                .extracting(Event.Result::state)
                .containsExactly(TaskState.CHANGED, TaskState.IGNORED, TaskState.CHANGED);
        assertThat(run.all(Event.Result.class).get(1).detail()).isEqualTo("two");
    }

    @Test
    void aFailureIsToldWhenNothingFollowsAndTakenBackWhenItIsIgnoredAfterAll() {
        var run =
                new Reading("v1.6.0")
                        .feed("PLAY [a] *\nMon (0:00:00.001)   0:00:00.001 *** \n")
                        .feed("fatal: [a]: FAILED! => {\"msg\": \"x\"}\n");
        assertThat(run.all(Event.Result.class)).isEmpty();
        run.reader.idle();
        assertThat(run.phases()).containsExactly("tools RUNNING", "tools FAILED");
        run.feed("...ignoring\n");
        assertThat(run.all(Event.Result.class))
                .extracting(Event.Result::state)
                .containsExactly(TaskState.FAILED, TaskState.IGNORED);
        assertThat(run.phases()).endsWith("tools RUNNING");
    }

    @Test
    void theLanguageOfTheHostsDatesDoesNotMatter() {
        var run =
                Reading.of(
                        "PLAY [cloudcore_node] ***\n"
                                + "월요일 23 11월 2026  05:07:24 +0900 (0:00:00.043)       0:00:00.043"
                                + " ******* \n");
        assertThat(run.all(Event.Now.class)).hasSize(1);
    }

    @Test
    void aLineStandsAtTheOffsetOfItsFirstByte() {
        String text = "가나\r\n\n\u001B[0;32mok\u001B[0m\nx\t☃";
        var run = Reading.of(text);
        var offsets = new ArrayList<Long>();
        var texts = new ArrayList<String>();
        for (Event.Line line : run.all(Event.Line.class)) {
            offsets.add(line.offset());
            texts.add(line.text());
        }
        assertThat(texts).containsExactly("가나", "", "ok", "x\t☃");
        assertThat(offsets).containsExactly(0L, 8L, 9L, 23L);
    }

    @Test
    void whatSteersATerminalIsTakenOut() {
        var run = Reading.of("\u001B]0;title\u0007a\u001B[2Jb\u0008\u009Bc\n 10%\r 50%\r100%\r\n");
        assertThat(run.all(Event.Line.class))
                .extracting(Event.Line::text)
                .containsExactly("abc", "100%");
    }

    @Test
    void aLogWithoutLineEndsComesInPieces() {
        byte[] endless = new byte[3 * LogLines.LONGEST + 5];
        Arrays.fill(endless, (byte) 'x');
        var reading = new Reading("v1.6.0");
        reading.reader.feed(endless);
        assertThat(reading.end().all(Event.Line.class))
                .extracting(Event.Line::offset)
                .containsExactly(
                        0L, (long) LogLines.LONGEST, 2L * LogLines.LONGEST, 3L * LogLines.LONGEST);
    }

    @Test
    void linesThatAreNoJsonOrNoResultDoNoHarm() {
        var run =
                Reading.of(
                        "ok: [\n"
                                + "fatal: [a]: FAILED! => {\"msg\": \"cut o\n"
                                + ": [\n"
                                + "TASK [\n"
                                + "TASK [x\n"
                                + "skipping: no hosts matched\n"
                                + "PLAY RECAP *\n"
                                + "nonsense : ok=1\n"
                                + "****\n"
                                + "[WARNING]: Skipping callback plugin 'ara_default', unable to"
                                + " load\n");
        assertThat(failures(run))
                .extracting(Event.Result::detail)
                .containsExactly("{\"msg\": \"cut o");
        assertThat(run.all(Event.Recap.class)).isEmpty();
    }

    private static List<Event.Result> failures(Reading run) {
        return run.all(Event.Result.class).stream()
                .filter(
                        result ->
                                result.state() == TaskState.FAILED
                                        || result.state() == TaskState.UNREACHABLE)
                .toList();
    }

    private static String banner(Event event) {
        return event instanceof Event.Line line && line.text().startsWith("TASK [")
                ? line.text().substring(6, line.text().lastIndexOf(']'))
                : "";
    }

    private static String nowBefore(List<Event> events, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (events.get(i) instanceof Event.Now now) {
                return now.role().isEmpty() ? now.task() : now.role() + " : " + now.task();
            }
        }
        return "nothing";
    }
}
