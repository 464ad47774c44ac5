package org.kpaas.edge.installer.ui.step.deploy;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.run.Remaining;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.part.LogModel;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the events of one run add up to. Belongs to the JavaFX thread.
public final class RunModel {
    private final Expected expected;
    private final Grid grid;
    private final Remaining remaining;
    private final LogModel log = new LogModel();
    private final ObservableList<PhaseRow> phases = FXCollections.observableArrayList();
    private final ObservableList<PhaseRow> phasesView =
            FXCollections.unmodifiableObservableList(phases);
    private final ReadOnlyObjectWrapper<Optional<Event.Now>> now =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> linkLost =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Duration>> quiet =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<String, Event>> looks =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<Event.Overdue>> overdue =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Instant> began = new SimpleObjectProperty<>(Instant.EPOCH);
    private final ObservableList<Event> doubts = FXCollections.observableArrayList();
    private final ObservableList<Event> doubtsView =
            FXCollections.unmodifiableObservableList(doubts);
    private final ObservableList<Cause> causes = FXCollections.observableArrayList();
    private final ObservableList<Cause> causesView =
            FXCollections.unmodifiableObservableList(causes);
    private int position;

    /// @param phaseIds the phases of the plan, in order
    /// @param hosts the edge nodes of this run
    public RunModel(Expected expected, List<String> phaseIds, List<String> hosts) {
        this.expected = expected;
        grid = new Grid(expected, hosts);
        remaining = new Remaining(expected);
        phases.setAll(phaseIds.stream().map(PhaseRow::waiting).toList());
        log.hosts().setAll(hosts);
    }

    static RunModel empty() {
        return new RunModel(Expected.NOTHING, List.of(), List.of());
    }

    public Grid grid() {
        return grid;
    }

    public LogModel log() {
        return log;
    }

    public ObservableList<PhaseRow> phases() {
        return phasesView;
    }

    /// What deserves a second look although Ansible is content.
    public ObservableList<Event> doubts() {
        return doubtsView;
    }

    /// Why something goes wrong, as far as the run has told by now.
    public ObservableList<Cause> causes() {
        return causesView;
    }

    /// What runs at this moment.
    public ReadOnlyObjectProperty<Optional<Event.Now>> now() {
        return now.getReadOnlyProperty();
    }

    /// Why the connection is lost; empty while it is there.
    public ReadOnlyObjectProperty<Optional<Problem>> linkLost() {
        return linkLost.getReadOnlyProperty();
    }

    /// For how long nothing has been heard; empty after the next sign of life.
    public ReadOnlyObjectProperty<Optional<Duration>> quiet() {
        return quiet.getReadOnlyProperty();
    }

    /// The last look at each edge node since the running task began, by host name: [Event.EdgeSeen] or
    /// [Event.EdgeUnseen].
    public ReadOnlyObjectProperty<Map<String, Event>> looks() {
        return looks.getReadOnlyProperty();
    }

    /// Present while the running task is silent for longer than it should take.
    public ReadOnlyObjectProperty<Optional<Event.Overdue>> overdue() {
        return overdue.getReadOnlyProperty();
    }

    /// When the first event came; [Instant#EPOCH] before.
    public Instant began() {
        return began.get();
    }

    /// How much of the work is behind, from 0 to 1, by recorded task times.
    public double share() {
        if (phases.stream().allMatch(phase -> phase.mark() == Mark.DONE) && !phases.isEmpty()) {
            return 1;
        }
        double all = expected.steps().stream().mapToDouble(Expected.Step::seconds).sum();
        double behind =
                expected.steps().subList(0, position).stream()
                        .mapToDouble(Expected.Step::seconds)
                        .sum();
        return all == 0 ? 0 : behind / all;
    }

    /// How long the playbooks may still take; empty when nothing is known yet.
    public Optional<Duration> remaining(Instant at) {
        return remaining.left(at);
    }

    /// Takes a batch of events, in order.
    public void apply(List<Event> events) {
        var lines = new ArrayList<String>();
        for (Event event : events) {
            if (began.get().equals(Instant.EPOCH)) {
                began.set(event.at());
            }
            if (event instanceof Event.Line line) {
                lines.add(line.text());
            } else {
                apply(event);
            }
            if (!isOfSilence(event) && quiet.get().isPresent()) {
                quiet.set(Optional.empty());
                overdue.set(Optional.empty());
            }
        }
        if (!lines.isEmpty()) {
            log.add(lines);
        }
    }

    /// What comes while Ansible says nothing, or after it was ended.
    private static boolean isOfSilence(Event event) {
        return event instanceof Event.Quiet
                || event instanceof Event.EdgeSeen
                || event instanceof Event.EdgeUnseen
                || event instanceof Event.Overdue;
    }

    private void apply(Event event) {
        switch (event) {
            case Event.Phase phase -> phase(phase);
            case Event.Now task -> now(task);
            case Event.Result result -> result(result);
            case Event.OnHost task -> onHost(task);
            case Event.Suspicion doubt -> doubts.add(doubt);
            case Event.Disagreement doubt -> doubts.add(doubt);
            case Event.LinkLost lost -> linkLost.set(Optional.of(lost.problem()));
            case Event.LinkBack back -> linkLost.set(Optional.empty());
            case Event.Quiet silence -> quiet.set(Optional.of(silence.since()));
            case Event.EdgeSeen seen -> seen(seen.host(), seen);
            case Event.EdgeUnseen unseen -> seen(unseen.host(), unseen);
            case Event.Overdue late -> overdue.set(Optional.of(late));
            case Event.CauseSeen seen -> causes.add(seen.cause());
            case Event.Ended ended -> ended(ended.result());
            case Event.BackedUp saved -> {}
            case Event.Clearing ofReset -> {}
            case Event.Cleared ofReset -> {}
            case Event.Recap recap -> {}
            case Event.Line line -> {}
        }
    }

    private void seen(String host, Event look) {
        var changed = new TreeMap<>(looks.get());
        changed.put(host, look);
        looks.set(Collections.unmodifiableMap(changed));
    }

    private void phase(Event.Phase event) {
        int index = phases.stream().map(PhaseRow::id).toList().indexOf(event.phase());
        PhaseRow row = index < 0 ? PhaseRow.waiting(event.phase()) : phases.get(index);
        PhaseRow changed =
                switch (event.state()) {
                    case RUNNING -> row.running(event.at());
                    case DONE -> row.over(Mark.DONE, event.at());
                    case FAILED -> row.over(Mark.FAILED, event.at());
                };
        if (index < 0) {
            phases.add(changed);
        } else {
            phases.set(index, changed);
        }
    }

    private void now(Event.Now task) {
        now.set(Optional.of(task));
        looks.set(Map.of());
        int at = expected.find(task.play(), task.role(), task.task(), position);
        if (at >= 0) {
            position = at;
            remaining.now(at, task.at());
            grid.now(at);
        }
    }

    /// A task is told before it shows in the log, so the position moves with [Event.Now] alone.
    private void onHost(Event.OnHost task) {
        int at = expected.find(task.play(), task.role(), task.task(), position);
        if (at >= 0) {
            grid.onHost(task, at);
        }
    }

    private void result(Event.Result result) {
        int at = expected.find(result.play(), result.role(), result.task(), position);
        if (at >= 0) {
            position = at;
            remaining.now(at, result.at());
            grid.result(result, at);
        }
    }

    /// The run is over, or cannot be watched any more.
    void ended(Event.RunResult result) {
        now.set(Optional.empty());
        quiet.set(Optional.empty());
        looks.set(Map.of());
        overdue.set(Optional.empty());
        linkLost.set(Optional.empty());
        grid.ended(result.succeeded());
        for (int i = 0; i < phases.size(); i++) {
            PhaseRow row = phases.get(i);
            if (!row.mark().isOver()) {
                phases.set(i, over(row, result));
            }
        }
    }

    private static PhaseRow over(PhaseRow row, Event.RunResult result) {
        if (row.mark() == Mark.RUNNING) {
            return row.over(result.succeeded() ? Mark.DONE : Mark.FAILED, result.ended());
        }
        return new PhaseRow(row.id(), Mark.STOPPED, Optional.empty(), Optional.empty());
    }
}
