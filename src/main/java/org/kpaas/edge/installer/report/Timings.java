package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.run.Event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures the phases of a run from its events. One thread.
public final class Timings {
    private final Map<String, Instant> started = new LinkedHashMap<>();
    private final List<Report.Timing> measured = new ArrayList<>();

    public void accept(Event event) {
        if (event instanceof Event.Phase phase) {
            if (phase.state() == Event.PhaseState.RUNNING) {
                started.putIfAbsent(phase.phase(), phase.at());
            } else {
                Instant start = started.remove(phase.phase());
                if (start != null) {
                    measured.add(new Report.Timing(phase.phase(), start, phase.at()));
                }
            }
        }
    }

    /// The phases that have ended, in the order of their ends.
    public List<Report.Timing> timings() {
        return List.copyOf(measured);
    }
}
