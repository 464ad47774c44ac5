package org.kpaas.edge.installer.ui.step.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One phase of the run.
///
/// @param id its texts are `phase.<id>.title`
public record PhaseRow(String id, Mark mark, Optional<Instant> began, Optional<Instant> ended) {
    static PhaseRow waiting(String id) {
        return new PhaseRow(id, Mark.WAITING, Optional.empty(), Optional.empty());
    }

    PhaseRow running(Instant at) {
        return new PhaseRow(id, Mark.RUNNING, Optional.of(began.orElse(at)), Optional.empty());
    }

    PhaseRow over(Mark how, Instant at) {
        return new PhaseRow(id, how, Optional.of(began.orElse(at)), Optional.of(at));
    }

    /// How long it took, or has taken so far.
    public Optional<Duration> took(Instant now) {
        return began.map(start -> Duration.between(start, ended.orElse(now)))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }
}
