package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.run.Event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps of a run's events what the report tells beside the result: the time of each phase, the files that were copied
/// before they were overwritten, and the beginning and the end of the log, which came redacted.
///
/// Events come on one thread; the record may be asked for on another one afterwards.
public final class RunRecorder implements Consumer<Event> {
    /// Lines of the beginning and of the end of a log. A run with three edge nodes has about 300.
    static final int FIRST = 500;

    static final int LAST = 4500;

    private final Map<String, Instant> started = new LinkedHashMap<>();
    private final List<Report.Timing> timings = new ArrayList<>();
    private final List<Report.Backup> backups = new ArrayList<>();
    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private int left;

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case Event.Phase phase -> phase(phase);
            case Event.BackedUp saved ->
                    backups.add(new Report.Backup(saved.host(), saved.path(), saved.copy()));
            case Event.Line line -> line(line.text());
            default -> {}
        }
    }

    private void phase(Event.Phase phase) {
        if (phase.state() == Event.PhaseState.RUNNING) {
            started.putIfAbsent(phase.phase(), phase.at());
        } else {
            Instant start = started.remove(phase.phase());
            if (start != null) {
                timings.add(new Report.Timing(phase.phase(), start, phase.at()));
            }
        }
    }

    private void line(String text) {
        if (first.size() < FIRST) {
            first.add(text);
            return;
        }
        last.add(text);
        if (last.size() > LAST) {
            last.remove();
            left++;
        }
    }

    /// The phases that have ended, in the order of their ends; what was copied; the log.
    public synchronized Report.RunRecord record() {
        return new Report.RunRecord(
                timings, backups, new Report.Log(first, left, List.copyOf(last)));
    }
}
