package org.kpaas.edge.installer.ui.step.firewall;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.List;

/// What the attempts on a row told together, worst first; the word of each is `step.firewall.tried.<name>`.
enum RowVerdict {
    /// somebody who has to get through does not
    BLOCKED(Tone.BAD),
    /// somebody gets through who must not
    EXPOSED(Tone.ATTENTION),
    /// the way is open, nothing listens yet
    REFUSED(Tone.GOOD),
    OPEN(Tone.GOOD),
    /// nobody gets through, as it has to be
    CLOSED(Tone.GOOD),
    NOT_TRIED(Tone.NEUTRAL);

    private final Tone tone;

    RowVerdict(Tone tone) {
        this.tone = tone;
    }

    Tone tone() {
        return tone;
    }

    static RowVerdict of(List<Reach> tried) {
        return tried.stream()
                .map(RowVerdict::of)
                .min(java.util.Comparator.naturalOrder())
                .orElse(NOT_TRIED);
    }

    static RowVerdict of(Reach reach) {
        return switch (reach.result()) {
            case OPEN -> reach.wanted() ? OPEN : EXPOSED;
            case REFUSED -> reach.wanted() ? REFUSED : CLOSED;
            case FILTERED -> reach.wanted() ? BLOCKED : CLOSED;
            case NOT_TRIED -> NOT_TRIED;
        };
    }
}
