package org.kpaas.edge.installer.ui.step.deploy;

import org.kpaas.edge.installer.ui.part.Tone;

import java.util.Locale;

/// How far a phase or a cell of the grid is. The word of each is `step.deploy.mark.<id>`.
public enum Mark {
    WAITING(Tone.WAITING),
    RUNNING(Tone.BUSY),
    DONE(Tone.GOOD),
    FAILED(Tone.BAD),
    /// the run ended before it was finished
    STOPPED(Tone.NEUTRAL);

    private final Tone tone;

    Mark(Tone tone) {
        this.tone = tone;
    }

    public Tone tone() {
        return tone;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOver() {
        return this == DONE || this == FAILED || this == STOPPED;
    }
}
