package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.run.Event.TaskState;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What decides, of all that a run told, how it ended.
final class Tally {
    private static final List<String> VARIABLE_COMPLAINTS =
            List.of(
                    "is empty. Enter a variable.",
                    "is not a value in IP format. Enter a IP format variable.");

    static final String HARDENING = "cp/cve_cce/";

    /// What `script/job-start.sh` begins its own lines with.
    static final String GUARD = "kpaas-edge-guard:";

    private final Map<String, Event.Recap> hosts = new LinkedHashMap<>();
    private final List<Event.Result> failures = new ArrayList<>();
    private final List<Event.Suspicion> suspicions = new ArrayList<>();
    private final List<Event.Disagreement> disagreements = new ArrayList<>();
    private final RunCauses causes = new RunCauses();
    private int plays;
    private String complaint = "";
    private final List<String> guarded = new ArrayList<>();
    private String error = "";
    private String lastLine = "";
    private boolean hardened;

    void accept(Event event) {
        causes.accept(event);
        switch (event) {
            case Event.Line line -> line(line.text());
            case Event.Result result -> result(result);
            case Event.Recap recap -> hosts.put(recap.host(), recap);
            case Event.Suspicion doubt -> suspicions.add(doubt);
            case Event.Disagreement doubt -> disagreements.add(doubt);
            default -> {}
        }
    }

    private void line(String text) {
        if (text.isBlank()) {
            return;
        }
        lastLine = text;
        if (text.startsWith(GUARD)) {
            guarded.add(text.substring(GUARD.length()).strip());
        } else if (text.startsWith("PLAY [")) {
            plays++;
        } else if (text.startsWith("ERROR!") && error.isEmpty()) {
            error = text.strip();
        } else if (plays == 0
                && complaint.isEmpty()
                && VARIABLE_COMPLAINTS.stream().anyMatch(text::endsWith)) {
            complaint = text.strip();
        }
    }

    private void result(Event.Result result) {
        hardened |= result.role().startsWith(HARDENING);
        if (result.state() == TaskState.FAILED || result.state() == TaskState.UNREACHABLE) {
            failures.add(result);
        } else if (result.state() == TaskState.IGNORED) {
            failures.removeIf(failure -> sameTask(failure, result));
        }
    }

    private static boolean sameTask(Event.Result one, Event.Result other) {
        return one.play() == other.play()
                && one.role().equals(other.role())
                && one.task().equals(other.task())
                && one.host().equals(other.host());
    }

    Map<String, Event.Recap> hosts() {
        return Collections.unmodifiableMap(hosts);
    }

    /// What deserves a second look although Ansible is content.
    Event.Doubts doubts() {
        return new Event.Doubts(suspicions, disagreements);
    }

    int plays() {
        return plays;
    }

    /// The first failure that was not ignored.
    Optional<Event.Result> failure() {
        return failures.stream().findFirst();
    }

    /// The script's own words about a variable.
    Optional<String> complaint() {
        return Optional.of(complaint).filter(text -> !text.isEmpty());
    }

    /// What the job found different from the plan, and therefore did not start Ansible.
    List<String> guarded() {
        return List.copyOf(guarded);
    }

    /// Ansible's own words about something other than a task.
    Optional<String> error() {
        return Optional.of(error).filter(text -> !text.isEmpty());
    }

    String lastLine() {
        return lastLine;
    }

    /// Whether the platform's hardening did anything on any host (T56).
    boolean hardened() {
        return hardened;
    }

    /// Why, by what was seen so far.
    RunCauses causes() {
        return causes;
    }
}
