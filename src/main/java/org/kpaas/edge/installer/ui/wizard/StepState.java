package org.kpaas.edge.installer.ui.wizard;

/// How a step stands in the list of steps.
public enum StepState {
    /// the engineer is looking at it
    HERE,
    DONE,
    /// something there waits for the engineer
    ATTENTION,
    /// may be entered
    OPEN,
    /// an earlier step is not complete
    LOCKED;

    /// Names the texts `frame.state.<id>`.
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
