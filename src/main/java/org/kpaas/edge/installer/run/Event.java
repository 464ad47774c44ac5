package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What happens during a run. One type, one sink passed by constructor.
public sealed interface Event {
    Instant at();

    enum PhaseState {
        RUNNING,
        DONE,
        FAILED
    }

    /// As Ansible reports it; `IGNORED` is a failure that the playbook ignores (T33, T37).
    enum TaskState {
        OK,
        CHANGED,
        SKIPPED,
        FAILED,
        IGNORED,
        UNREACHABLE
    }

    /// A phase of the plan changed its state.
    record Phase(Instant at, String phase, PhaseState state) implements Event {}

    /// What is running now. Ansible never prints it: our plugin tells it, and where that cannot be
    /// loaded it is derived from the timing lines and the release's task list (T100).
    ///
    /// @param at when it began, by this machine's clock
    record Now(Instant at, int play, String role, String task) implements Event {}

    /// A task began or ended on one host, as our plugin saw it; the result itself comes with the
    /// log.
    ///
    /// @param ended empty when it began
    record OnHost(
            Instant at, String host, int play, String role, String task, Optional<TaskState> ended)
            implements Event {}

    /// Something that Ansible calls ignored or green although a program said that it failed (T33,
    /// T37, T62).
    ///
    /// @param text what the program said, redacted
    record Suspicion(Instant at, String host, String role, String task, String text)
            implements Event {}

    /// The log and our plugin tell different things of one task on one host; the worse one counts.
    /// Told once for each.
    ///
    /// @param role empty with the task when it is about the host's count at the end
    /// @param log what the log shows; empty when it shows nothing
    /// @param plugin what the plugin told; empty when it told nothing
    record Disagreement(
            Instant at,
            String host,
            String role,
            String task,
            Optional<TaskState> log,
            Optional<TaskState> plugin)
            implements Event {}

    /// One result of one task on one host.
    ///
    /// @param detail the message of a failure, redacted; may be empty
    record Result(
            Instant at,
            int play,
            String role,
            String task,
            String host,
            TaskState state,
            String detail)
            implements Event {}

    /// One line of the job's log, redacted, with the offset of its first byte in the log file.
    record Line(Instant at, long offset, String text) implements Event {}

    record Recap(
            Instant at,
            String host,
            int ok,
            int changed,
            int unreachable,
            int failed,
            int skipped,
            int ignored)
            implements Event {}

    /// A file was copied before it was overwritten.
    ///
    /// @param copy where the copy is, on the same host
    record BackedUp(Instant at, String host, String path, String copy) implements Event {}

    /// The connection was lost; the job goes on by itself on the control plane.
    record LinkLost(Instant at, Problem problem, Duration nextTry) implements Event {}

    record LinkBack(Instant at) implements Event {}

    /// Nothing has been heard for a while, although the job is alive.
    record Quiet(Instant at, Duration since) implements Event {}

    /// What an edge node is doing while Ansible says nothing, or after a run was ended.
    ///
    /// @param received bytes since the first look at this node in this run
    record EdgeSeen(Instant at, String host, EdgeLook look, long received) implements Event {}

    /// An edge node could not be looked at from the laptop; the run itself may reach it.
    record EdgeUnseen(Instant at, String host, Problem problem) implements Event {}

    /// A task has been silent for longer than it should take.
    ///
    /// @param since     how long nothing has been heard
    /// @param limit     what was expected at most
    /// @param unreached nodes of the task whose SSH port the control plane does not reach: Ansible may wait for hours (T24)
    record Overdue(Instant at, String task, Duration since, Duration limit, List<String> unreached)
            implements Event {
        public Overdue {
            unreached = List.copyOf(unreached);
        }
    }

    /// What was seen so far tells why something goes wrong; told once for each cause.
    record CauseSeen(Instant at, Cause cause) implements Event {}

    enum ClearState {
        RUNNING,
        DONE,
        FAILED,
        /// the node could not be reached, and is written down as a debt (T92)
        DEBT,
        /// a copy was made before something was taken away
        COPY
    }

    /// One host of a reset, or one item on it.
    ///
    /// @param item   a word of `script/clear.sh`; empty for the host as a whole, and for a copy
    /// @param detail why it failed, or where the copy is; may be empty
    record Clearing(Instant at, String host, String item, ClearState state, String detail)
            implements Event {}

    /// A reset is over. Whether anything is left, only a look at the machines tells (T88).
    record Cleared(Instant at, ResetResult result) implements Event {}

    /// The run is over, and the state afterwards was looked at.
    record Ended(Instant at, RunResult result) implements Event {}

    /// How a run ended. The exit status alone says little (T99): 0 also when nothing was done.
    ///
    /// @param exit    the script's exit status; empty when it ended without one (power cut, killed)
    /// @param problem why it failed; empty when it did not
    /// @param hosts   the recap per host
    /// @param doubts  what deserves a second look although Ansible is content
    /// @param hardening what the platform's hardening did (T56); empty when it did not come to that
    /// @param explanation why it failed, by what was seen of the run
    record RunResult(
            String planId,
            boolean succeeded,
            Optional<Integer> exit,
            Optional<Problem> problem,
            Map<String, Recap> hosts,
            Doubts doubts,
            Instant started,
            Instant ended,
            Optional<Hardening> hardening,
            Explanation explanation) {
        /// Reports of earlier versions have none of these.
        public RunResult {
            doubts = Objects.requireNonNullElse(doubts, Doubts.NONE);
            hardening = Objects.requireNonNullElse(hardening, Optional.empty());
            explanation = Objects.requireNonNullElse(explanation, Explanation.NONE);
        }
    }

    /// Every suspicion and every disagreement of a run, in order.
    record Doubts(List<Suspicion> suspicions, List<Disagreement> disagreements) {
        public static final Doubts NONE = new Doubts(List.of(), List.of());

        public Doubts {
            suspicions = List.copyOf(suspicions);
            disagreements = List.copyOf(disagreements);
        }
    }
}
