package org.kpaas.edge.installer.ui.step.deploy;

import org.kpaas.edge.installer.run.EdgeLook;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.verify.cause.Clues;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Made-up events of runs.
final class RunSample {
    private static final List<String> EDGES = List.of("cp-edge-1", "cp-edge-2", "cp-edge-3");
    private static final String JOIN = "cp/edge/keadm_join";
    private final List<Event> events = new ArrayList<>();
    private Instant clock = Samples.NOON;

    private RunSample() {}

    /// In the middle of the join.
    static List<Event> halfWay() {
        var run = new RunSample();
        run.upToTheJoin();
        run.result(4, JOIN, "keadm join", "cp-edge-1", Event.TaskState.CHANGED);
        run.line("changed: [cp-edge-1]");
        run.result(4, JOIN, "keadm join", "cp-edge-2", Event.TaskState.CHANGED);
        run.line("changed: [cp-edge-2]");
        return run.events;
    }

    /// The join fails on the second node.
    static List<Event> joinFails() {
        var run = new RunSample();
        run.upToTheJoin();
        run.result(4, JOIN, "keadm join", "cp-edge-1", Event.TaskState.CHANGED);
        run.line("changed: [cp-edge-1]");
        explanation()
                .causes()
                .forEach(cause -> run.events.add(new Event.CauseSeen(run.clock, cause)));
        run.result(4, JOIN, "keadm join", "cp-edge-2", Event.TaskState.FAILED);
        run.line(
                "fatal: [cp-edge-2]: FAILED! => {\"changed\": true, \"cmd\": \"keadm join"
                        + " --cloudcore-ipport=10.77.0.50:10000 --token ***\", \"msg\": \"non-zero"
                        + " return code\", \"stderr\": \"timed out waiting for the condition\"}");
        run.line("");
        run.line(
                "NO MORE HOSTS LEFT *************************************************************");
        return run.events;
    }

    /// What the journal of the second node told of it.
    static Explanation explanation() {
        return Explanation.of(
                new Clues()
                        .log(
                                "edgecore",
                                "cp-edge-2",
                                "F1123 05:42:44.802404   74405 certmanager.go:96] Error: failed to"
                                        + " get CA certificate, err: Get"
                                        + " \"https://10.77.0.50:10002/ca.crt\": dial tcp"
                                        + " 10.77.0.50:10002: connect: connection refused")
                        .evidence());
    }

    /// The link is lost while nothing is heard.
    static List<Event> lostAndQuiet() {
        var run = new RunSample();
        run.upToTheJoin();
        run.events.add(
                new Event.LinkLost(
                        run.clock,
                        Problem.of("remote.lost", "10.77.0.10", "", ""),
                        Duration.ofSeconds(4)));
        run.events.add(new Event.Quiet(run.clock, Duration.ofSeconds(90)));
        return run.events;
    }

    /// The join says nothing for too long; one node is seen, the other is not, from nowhere.
    static List<Event> overdue() {
        var run = new RunSample();
        run.upToTheJoin();
        run.events.add(new Event.Quiet(run.clock, Duration.ofSeconds(130)));
        var join = new EdgeLook.Join(4711, Duration.ofSeconds(130), "sh");
        var look =
                new EdgeLook(
                        Optional.of(join),
                        false,
                        false,
                        Optional.of("activating"),
                        Optional.of(3L),
                        List.of("I1125 waiting"),
                        Optional.empty(),
                        Optional.of("active"),
                        List.of(),
                        Optional.of(136_000_000L),
                        Optional.of(1_240_000L),
                        Optional.of(20_000_000L),
                        Optional.of(true));
        run.events.add(new Event.EdgeSeen(run.clock, "cp-edge-1", look, 84_000_000));
        run.events.add(
                new Event.EdgeUnseen(
                        run.clock,
                        "cp-edge-2",
                        Problem.of("remote.timed-out", "10.77.0.22", "", "")));
        run.events.add(
                new Event.Overdue(
                        run.clock,
                        "keadm join",
                        Duration.ofSeconds(130),
                        Duration.ofSeconds(35),
                        List.of("cp-edge-2")));
        return run.events;
    }

    private void upToTheJoin() {
        for (String phase :
                List.of("prepare", "variables", "job", "tools", "cloudcore", "runtime")) {
            phase(phase, Event.PhaseState.RUNNING);
            clock = clock.plusSeconds(phase.equals("cloudcore") ? 62 : 3);
            play(phase);
            phase(phase, Event.PhaseState.DONE);
        }
        phase("join", Event.PhaseState.RUNNING);
        line("");
        line("TASK [cp/edge/keadm_join : keadm join] *****************************************");
        events.add(new Event.Now(clock, 4, JOIN, "keadm join"));
    }

    private void play(String phase) {
        if (phase.equals("tools")) {
            line(
                    "PLAY [edge_node]"
                            + " ***************************************************************");
            line("Monday 23 November 2026  05:34:47 +0000 (0:00:01.014)       0:00:02.127 *******");
            line(
                    "TASK [cp/edge/keadm_arm64 : copy keadm (arm64)]"
                            + " ********************************");
            EDGES.forEach(host -> line("changed: [" + host + "]"));
        }
    }

    private void phase(String id, Event.PhaseState state) {
        events.add(new Event.Phase(clock, id, state));
    }

    private void line(String text) {
        events.add(new Event.Line(clock, 0, text));
    }

    private void result(int play, String role, String task, String host, Event.TaskState state) {
        events.add(new Event.Result(clock, play, role, task, host, state, "it broke"));
    }
}
