package org.kpaas.edge.installer.ui.step.checks;

import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.Optional;

/// One result as the page shows it.
///
/// @param accepted the engineer's decision about it, where it counts
public record CheckRow(Answer answer, Optional<AcceptedWarning> accepted) {
    static CheckRow of(Answer answer, Site site) {
        return new CheckRow(answer, Acceptance.of(answer, site));
    }

    /// Whether both are about the same check of the same host.
    boolean isSame(CheckRow other) {
        return answer.id().equals(other.answer.id()) && subject().id().equals(other.subject().id());
    }

    public Subject subject() {
        return answer.result().on();
    }

    public State state() {
        return switch (answer.result()) {
            case CheckResult.Failed failed -> accepted.isPresent() ? State.ACCEPTED : State.FAILED;
            case CheckResult.Warned warned -> accepted.isPresent() ? State.ACCEPTED : State.WARNED;
            case CheckResult.Unknown unknown -> State.UNKNOWN;
            case CheckResult.NotAsked notAsked -> State.NOT_ASKED;
            case CheckResult.Passed passed -> State.PASSED;
        };
    }

    /// Whether the engineer may still decide to go on in spite of it.
    public boolean acceptable() {
        return accepted.isEmpty() && Acceptance.possible(answer);
    }

    /// Whether the plan has to wait for the engineer because of it.
    public boolean blocks() {
        return state() == State.FAILED || state() == State.WARNED;
    }

    /// Worst first; the word of each is `step.checks.state.<name>`.
    public enum State {
        FAILED,
        WARNED,
        UNKNOWN,
        ACCEPTED,
        NOT_ASKED,
        PASSED;

        /// Names the text.
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /// Whether the short list shows it: something to do, to look into, or a decision to see
        /// again.
        boolean worthALook() {
            return this != NOT_ASKED && this != PASSED;
        }
    }
}
