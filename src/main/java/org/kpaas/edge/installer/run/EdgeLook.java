package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an edge node is doing at one moment, as `script/edge-look.sh` says it. What the node could not tell is absent.
///
/// @param join      `keadm join`, when it runs; it goes on when Ansible is ended (T94)
/// @param ansible   whether a module of Ansible works there
/// @param packages  whether apt or dpkg works there
/// @param edgecore  the state of the unit, for instance `active` or `activating`
/// @param restarts  of edgecore since it was started by hand
/// @param log       the last lines of edgecore's journal, redacted
/// @param complaint the last fatal line in it, else the last error: what a join that times out never says (T66)
/// @param crio      the state of the unit
/// @param crioLog   the last lines of its journal, redacted
/// @param received  bytes that came in over the default interface since the node's start
/// @param perSecond bytes that came in per second during the look
/// @param freeKib   on the disk of `/var/lib`
/// @param folder    whether `/etc/kubeedge` is there
public record EdgeLook(
        Optional<Join> join,
        boolean ansible,
        boolean packages,
        Optional<String> edgecore,
        Optional<Long> restarts,
        List<String> log,
        Optional<String> complaint,
        Optional<String> crio,
        List<String> crioLog,
        Optional<Long> received,
        Optional<Long> perSecond,
        Optional<Long> freeKib,
        Optional<Boolean> folder) {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LINES = 5;

    public EdgeLook {
        log = List.copyOf(log);
        crioLog = List.copyOf(crioLog);
    }

    /// @param parent the program that started it
    public record Join(long pid, Duration running, String parent) {}

    /// Asks the node; reads only.
    ///
    /// @throws ProblemException when the node does not answer within 15 s
    public static EdgeLook at(Host edge) throws ProblemException, InterruptedException {
        return of(Answer.ask(edge, LIMIT, "edge-look"));
    }

    static EdgeLook of(Answer answer) {
        return new EdgeLook(
                join(answer),
                answer.has("ansible.running", "yes"),
                answer.has("apt.running", "yes"),
                answer.value("edgecore.state"),
                answer.number("edgecore.restarts"),
                lines(answer, "edgecore.log."),
                answer.value("edgecore.log.bad").map(Redaction::redact),
                answer.value("crio.state"),
                lines(answer, "crio.log."),
                answer.number("rx.bytes"),
                answer.number("rx.per.second"),
                answer.number("disk.free.kib"),
                answer.value("kubeedge.dir").map("yes"::equals));
    }

    private static Optional<Join> join(Answer answer) {
        return answer.number("join.pid")
                .map(
                        pid ->
                                new Join(
                                        pid,
                                        Duration.ofSeconds(
                                                Math.max(
                                                        0,
                                                        answer.number("join.seconds").orElse(0L))),
                                        answer.value("join.parent").orElse("?")));
    }

    private static List<String> lines(Answer answer, String key) {
        var lines = new ArrayList<String>();
        for (int i = 1; i <= LINES; i++) {
            answer.value(key + i).map(Redaction::redact).ifPresent(lines::add);
        }
        return lines;
    }

    /// Whether nothing works there that a run has begun.
    public boolean atRest() {
        return join.isEmpty() && !ansible && !packages;
    }
}
